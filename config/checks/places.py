"""Folders: there, ours to write, and served by nobody who does not ask who is there."""

import os
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.files.storage import FileSystemStorage, storages

KEPT = {
    "default": ("MEDIA_ROOT", "uploads", "greenroom.E004"),
    "productions": ("GREENROOM_PRODUCTIONS_ROOT", "made media", "greenroom.E005"),
}


@register("greenroom")
def data_folder_can_be_written(**kwargs: object) -> Iterable[CheckMessage]:
    folder = Path(settings.GREENROOM_DATA_DIR)
    if not os.path.isdir(folder) or not os.access(folder, os.W_OK | os.X_OK):
        yield Error(
            f"The data folder {folder} cannot be written.",
            hint="Create it for the account that runs Greenroom, or name another in GREENROOM_DATA_DIR.",
            id="greenroom.E001",
        )


@register("greenroom")
def folders_can_be_written(**kwargs: object) -> Iterable[CheckMessage]:
    for alias, (name, what, identifier) in KEPT.items():
        if (folder := _folder(alias)) is None:
            continue
        # os.path: pathlib raises where a folder above may not be entered.
        there = next(at for at in (folder, *folder.parents) if os.path.exists(at))
        if not os.path.isdir(there) or not os.access(there, os.W_OK | os.X_OK):
            yield Error(
                f"{name} is {folder}, which cannot be written: {what} would be refused.",
                hint=f"Let the account that runs Greenroom write there, or name another in {name}.",
                id=identifier,
            )


@register("greenroom")
def folders_are_not_served(**kwargs: object) -> Iterable[CheckMessage]:
    """What lies under STATIC_ROOT is given to anyone; uploads are given by other rules than made media."""
    public = Path(settings.STATIC_ROOT).resolve()
    uploads, made = _folder("default"), _folder("productions")
    for name, folder in (("MEDIA_ROOT", uploads), ("GREENROOM_PRODUCTIONS_ROOT", made)):
        if folder is not None and (folder == public or public in folder.parents):
            yield Error(
                f"{name} is {folder}, inside the static files, which are given to anyone.",
                hint=f"Name a folder outside {public} in {name}, and move the files there.",
                id="greenroom.E006",
            )
    if uploads is not None and made is not None and (uploads == made or uploads in made.parents):
        yield Error(
            f"GREENROOM_PRODUCTIONS_ROOT is {made}, inside MEDIA_ROOT: unapproved media lie among uploads.",
            hint="Name a folder of its own in GREENROOM_PRODUCTIONS_ROOT, and move the files there.",
            id="greenroom.E007",
        )


@register("greenroom")
def one_server_gives_the_files(**kwargs: object) -> Iterable[CheckMessage]:
    if settings.GREENROOM_ACCEL_PREFIX and settings.GREENROOM_S3_BUCKET:
        yield Error(
            "GREENROOM_ACCEL_PREFIX has nginx give files of a disk; GREENROOM_S3_BUCKET keeps them in S3.",
            hint="Unset GREENROOM_ACCEL_PREFIX: files in S3 are given by signed addresses.",
            id="greenroom.E008",
        )
    if (prefix := settings.GREENROOM_ACCEL_PREFIX) and not (prefix.startswith("/") and len(prefix) > 1):
        yield Error(
            f"GREENROOM_ACCEL_PREFIX is “{prefix}”, which is no location of nginx.",
            hint="Set it to the internal location's path, for example /protected/, or unset it.",
            id="greenroom.E009",
        )


def _folder(alias: str) -> Path | None:
    storage = storages[alias]
    return Path(storage.location).resolve() if isinstance(storage, FileSystemStorage) else None
