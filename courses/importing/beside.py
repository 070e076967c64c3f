"""Files that lie beside a lesson's file, or below its folder."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from courses.importing.source import Source
from courses.upload_forms import PictureField


def path_beside(source: Source, src: str, line: int, what: str) -> Path:
    """Where a file named in a lesson lies. what: to call it when it is refused. Raises ImportRefused."""
    folder = source.path.resolve().parent
    name = unquote(src).split("#")[0].split("?")[0]
    try:
        path = (folder / name).resolve()
        inside = (
            path.is_relative_to((source.root or folder).resolve())
            and not Path(name).is_absolute()
            and ":" not in name.split("/")[0]
        )
        exists = inside and path.is_file()
    except (OSError, ValueError) as error:
        raise source.refuse(line, f"{src[:80]!r} is no name of a file.") from error
    if not inside:
        raise source.refuse(
            line, f"the {what} {src} lies outside the file's folder. Move it beside the file."
        )
    if not exists:
        raise source.refuse(line, f"there is no {what} {src}. Put it there, or take the line out.")
    return path


def content_of(source: Source, path: Path, line: int, what: str, most: int) -> bytes:
    """Its bytes, one more than may be at most: a check of the size then says so, and a disk image is not read
    whole. Raises ImportRefused."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise source.refuse(line, f"the {what} {path.name} cannot be read: {error.strerror}.") from error


def picture_beside(source: Source, src: str, line: int) -> tuple[Path, bytes]:
    """A picture and its bytes, held to the same rules as an upload in the editor. Raises ImportRefused."""
    path = path_beside(source, src, line, "picture")
    content = content_of(source, path, line, "picture", settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    upload = SimpleUploadedFile(f"picture{path.suffix.lower()}", content)
    try:
        return path, PictureField().clean(upload).read()
    except ValidationError as error:
        raise source.refuse(line, f"the picture {src} cannot be used. {' '.join(error.messages)}") from error
