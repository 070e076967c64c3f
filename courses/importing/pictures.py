"""Pictures and clips that a file names, as those of the studio's library."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.core.files.base import ContentFile
from django.utils.text import slugify
from wagtail.images import get_image_model
from wagtail.utils.file import hash_filelike

from courses.importing.beside import picture_beside
from courses.importing.clips import ClipFile, check_clip, kept_clip
from courses.importing.draft import Draft
from courses.importing.inline import Picture
from courses.importing.refusal import ImportRefused
from courses.importing.source import Source

Named = Picture | ClipFile


@contextmanager
def stored_pictures(source: Source, user=None):
    """Gives a function that puts the image's id into a Draft. Files stored are removed if the block fails."""
    stored: list[Any] = []

    def with_id(draft: Draft) -> Draft:
        return with_numbers(draft, lambda named: _kept(source, named, user, stored).pk)

    try:
        yield with_id
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


def pictures_in(draft: Draft) -> list[Named]:
    found: list[Named] = []
    with_numbers(draft, lambda named: found.append(named))
    return found


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


def _kept(source: Source, named: Named, user, stored: list[Any]):
    if isinstance(named, ClipFile):
        return kept_clip(source, named, user, stored)
    return _image(source, named, user, stored)


def _image(source: Source, picture: Picture, user, stored: list[Any]):
    path, content = picture_beside(source, picture.src, picture.line)
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
    stored.append(image.file)
    return image
