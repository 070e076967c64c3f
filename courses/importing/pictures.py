"""Pictures and clips that a file names, as those of the studio's library."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.text import slugify
from wagtail.images import get_image_model
from wagtail.utils.file import hash_filelike

from courses.bare_pictures import is_bare
from courses.importing.beside import content_of, path_beside, picture_beside
from courses.importing.clips import ClipFile, check_clip, kept_clip, other_words
from courses.importing.draft import Draft
from courses.importing.inline import Picture
from courses.importing.refusal import ImportRefused
from courses.importing.source import Source

Named = Picture | ClipFile


@contextmanager
def stored_pictures(user=None):
    """Gives a function that puts the ids of images into a Draft of a file: of twins in the library those that
    the module shows already. What it stored is removed again if the block fails.
    """
    stored: list[Any] = []

    def with_ids(source: Source, draft: Draft, shown: Collection[int]) -> Draft:
        return with_numbers(draft, lambda named: _kept(source, named, user, stored, shown).pk)

    try:
        yield with_ids
    except BaseException:
        for file in stored:
            file.storage.delete(file.name)
        raise


def with_numbers(draft: Draft, number: Callable[[Named], int | None]) -> Draft:
    """The block with a number in place of each picture and clip, however deep it stands."""

    def numbered(value: Any) -> Any:
        if isinstance(value, (Picture, ClipFile)):
            return number(value)
        if isinstance(value, Mapping):
            return {name: numbered(inner) for name, inner in value.items()}
        return [numbered(inner) for inner in value] if isinstance(value, list) else value

    return replace(draft, value=numbered(draft.value))


def shown_in(raw: Any) -> Iterator[int]:
    """Ids of images in a raw body."""
    if isinstance(raw, dict):
        if isinstance(raw.get("image"), int):
            yield raw["image"]
        raw = list(raw.values())
    if isinstance(raw, list):
        for value in raw:
            yield from shown_in(value)


def pictures_in(draft: Draft) -> list[Named]:
    found: list[Named] = []
    with_numbers(draft, lambda named: found.append(named))
    return found


def files_of(named: Named) -> list[str]:
    """Every file that comes with a picture or a clip."""
    if isinstance(named, Picture):
        return [named.src]
    return [src for src in (named.src, named.transcript, named.captions, named.poster) if src]


def check_pictures(source: Source, drafts: list[Draft]) -> None:
    """Raises ImportRefused that names every picture and clip at fault at once."""
    faults = []
    for named in (one for draft in drafts for one in pictures_in(draft)):
        try:
            if isinstance(named, ClipFile):
                check_clip(source, named)
            else:
                picture_beside(source, named.src, named.line)
        except ImportRefused as fault:
            faults.append(str(fault))
    if faults:
        raise ImportRefused("\n".join(faults))


def words_kept(source: Source, drafts: list[Draft]) -> list[str]:
    """Notes on clips that the library has, with words other than the file's."""
    clips = (one for draft in drafts for one in pictures_in(draft) if isinstance(one, ClipFile))
    told = [(one.line, other_words(source, one)) for one in clips]
    return [f"Line {source.offset + line + 1}: {words}" for line, words in told if words]


def _kept(source: Source, named: Named, user, stored: list[Any], shown: Collection[int]):
    if isinstance(named, ClipFile):
        return kept_clip(source, named, user, stored)
    return _image(source, named, user, stored, shown)


def _image(source: Source, picture: Picture, user, stored: list[Any], shown: Collection[int]):
    path, content = _content(source, picture)
    model = get_image_model()
    digest = hash_filelike(ContentFile(content))
    twins = model.objects.filter(file_hash=digest)
    if found := twins.filter(pk__in=shown).first() or twins.first():
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
    stored.append(image.file)
    return image


def _content(source: Source, picture: Picture) -> tuple[Path, bytes]:
    """The file and its bytes: as they are where the library has them or they are nothing but the picture."""
    path = path_beside(source, picture.src, picture.line, "picture")
    raw = content_of(source, path, picture.line, "picture", settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    if _is_here(raw):
        return path, raw
    cleaned = picture_beside(source, picture.src, picture.line)[1]
    return path, raw if is_bare(raw) and not _is_here(cleaned) else cleaned


def _is_here(content: bytes) -> bool:
    """Whether the library has this very file."""
    return get_image_model().objects.filter(file_hash=hash_filelike(ContentFile(content))).exists()


def hash_all() -> None:
    """Some pictures came into the library without a hash, and would come a second time."""
    for image in get_image_model().objects.filter(file_hash=""):
        try:
            image.get_file_hash()
        except OSError:
            continue  # its file is gone: nothing to compare
