"""Pictures that a file names, as images of the studio's library."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.text import slugify
from wagtail.images import get_image_model
from wagtail.utils.file import hash_filelike

from courses.importing.draft import Draft
from courses.importing.inline import Picture
from courses.importing.refusal import ImportRefused
from courses.importing.source import Source
from courses.upload_forms import PictureField


@contextmanager
def stored_pictures(source: Source, user=None):
    """Gives a function that puts the image's id into a Draft. Files stored are removed if the block fails."""
    stored: list[Any] = []

    def with_id(draft: Draft) -> Draft:
        return with_numbers(draft, lambda picture: _image(source, picture, user, stored).pk)

    try:
        yield with_id
    except BaseException:
        for image in stored:
            image.file.storage.delete(image.file.name)
        raise


def with_numbers(draft: Draft, number: Callable[[Picture], int | None]) -> Draft:
    """The block with a number in place of each picture, however deep it stands."""

    def numbered(value: Any) -> Any:
        if isinstance(value, Picture):
            return number(value)
        if isinstance(value, Mapping):
            return {name: numbered(inner) for name, inner in value.items()}
        return [numbered(inner) for inner in value] if isinstance(value, list) else value

    return replace(draft, value=numbered(draft.value))


def pictures_in(draft: Draft) -> list[Picture]:
    found: list[Picture] = []
    with_numbers(draft, lambda picture: found.append(picture))
    return found


def check_pictures(source: Source, drafts: list[Draft]) -> None:
    """Raises ImportRefused that names every picture at fault at once."""
    faults = []
    for picture in (one for draft in drafts for one in pictures_in(draft)):
        try:
            _content(source, picture)
        except ImportRefused as fault:
            faults.append(str(fault))
    if faults:
        raise ImportRefused("\n".join(faults))


def _image(source: Source, picture: Picture, user, stored: list[Any]):
    path, content = _content(source, picture)
    model = get_image_model()
    digest = hash_filelike(ContentFile(content))
    found = model.objects.filter(file_hash=digest).first()
    if found is not None:
        return found
    name = f"{slugify(path.stem)[:60] or 'picture'}{path.suffix.lower()}"
    image = model(
        title=picture.alt[:255] or path.stem[:255],
        file=ContentFile(content, name),
        file_size=len(content),
        file_hash=digest,
        uploaded_by_user=user,
    )
    image.save()
    stored.append(image)
    return image


def _content(source: Source, picture: Picture) -> tuple[Path, bytes]:
    """The file and its bytes, held to the same rules as an upload in the editor."""
    path = _path(source, picture)
    try:
        # One byte more than may be: the check of its size then says so, and a disk image is not read whole.
        with path.open("rb") as file:
            content = file.read(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE + 1)
    except OSError as error:
        raise source.refuse(
            picture.line, f"the picture {picture.src} cannot be read: {error.strerror}."
        ) from error
    upload = SimpleUploadedFile(f"picture{path.suffix.lower()}", content)
    try:
        return path, PictureField().clean(upload).read()
    except ValidationError as error:
        raise source.refuse(
            picture.line, f"the picture {picture.src} cannot be used. {' '.join(error.messages)}"
        ) from error


def _path(source: Source, picture: Picture) -> Path:
    folder = source.path.resolve().parent
    src = unquote(picture.src).split("#")[0].split("?")[0]
    try:
        path = (folder / src).resolve()
        inside = path.is_relative_to(folder) and not Path(src).is_absolute() and ":" not in src.split("/")[0]
        exists = inside and path.is_file()
    except (OSError, ValueError) as error:
        raise source.refuse(picture.line, f"{picture.src[:80]!r} is no name of a file.") from error
    if not inside:
        raise source.refuse(
            picture.line,
            f"the picture {picture.src} lies outside the file's folder. Move it beside the file.",
        )
    if not exists:
        raise source.refuse(
            picture.line, f"there is no picture {picture.src}. Put it there, or take the line out."
        )
    return path
