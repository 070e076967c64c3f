"""Taking pictures, giving them up, and sweeping what was left behind."""

from __future__ import annotations

import datetime
import errno
import logging
import re
from collections.abc import Container, Iterator

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import IntegrityError, transaction
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from accounts.models import User
from courses.models.media import production_storage
from courses.uploads import Unusable
from labs.contract import Refused
from labs.models import Run, Upload
from labs.models.upload import FOLDER
from labs.pictures import Picture, picture_in
from labs.queries import used_by

STRAY = datetime.timedelta(days=1)
"""A file without a row that is younger than this may be on its way in."""
NAMELESS = "Picture"
NO_ROOM = (
    "There is no room left to keep it. Nothing of it was stored: ask whoever runs this site to make room, "
    "then upload it again."
)
logger = logging.getLogger(__name__)


def keep_upload(*, run: Run, name: str, content: bytes) -> Upload:
    """Keep a picture for somebody at a lab; one that is there already is given again.

    name: of their file, whatever it is. Raises Refused (unusable, quota, finished, no_room): then nothing of
    it is left.
    """
    if run.is_finished:
        raise _finished()
    if not used_by(run.user).holds(0):
        raise _over(run.user)  # before it costs the work of unfolding it
    try:
        picture = picture_in(content)
    except Unusable as error:
        raise Refused("unusable", str(error)) from error
    if there := run.uploads.filter(sha256=picture.sha256).first():
        return there
    _check_share(run.user, picture)
    return _stored(run, _plain_name(name), picture)


def _stored(run: Run, name: str, picture: Picture) -> Upload:
    """The files first: a row without its file would be an empty promise. Raises Refused."""
    row = Upload(
        user=run.user,
        run=run,
        name=name,
        width=picture.width,
        height=picture.height,
        size=_bytes(picture),
        sha256=picture.sha256,
        look=picture.look.as_json(),
    )
    storage = production_storage()
    # Named by its id alone: no word of a person's is part of a path.
    row.file.name = f"{FOLDER}/{row.pk.hex}.{picture.ending}"
    row.preview.name = f"{FOLDER}/{row.pk.hex}-small.webp"
    try:
        storage.save(row.file.name, ContentFile(picture.content))
        storage.save(row.preview.name, ContentFile(picture.preview))
        return _entered(row, picture)
    except BaseException as error:
        for left in (row.file.name, row.preview.name):
            storage.delete(left)
        there = isinstance(error, IntegrityError) and run.uploads.filter(sha256=row.sha256).first()
        if there:
            return there  # the same form came twice at once
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Refused("no_room", NO_ROOM) from error
        raise


@transaction.atomic
def _entered(row: Upload, picture: Picture) -> Upload:
    # One upload of a person at a time: two at once must not both find the same room.
    User.objects.select_for_update(no_key=True).get(pk=row.user_id)
    if Run.objects.get(pk=row.run_id).is_finished:
        raise _finished()  # while the picture was unfolded
    _check_share(row.user, picture)
    row.save(force_insert=True)
    return row


def _check_share(user: User, picture: Picture) -> None:
    if not used_by(user).holds(_bytes(picture)):
        raise _over(user)


def _finished() -> Refused:
    return Refused("finished", "This lab is handed in already. Begin it again to go on working.")


def _over(user: User) -> Refused:
    used = used_by(user)
    return Refused(
        "quota",
        f"Your uploads would take more than your share: {used.most_files} files, "
        f"{filesizeformat(used.most_bytes)}. Delete some of them, under Labs, Your uploads.",
    )


def _bytes(picture: Picture) -> int:
    return len(picture.content) + len(picture.preview)


def _plain_name(name: str) -> str:
    """The last part of a file's name without its ending, as it may be shown."""
    last = re.split(r"[/\\]", name)[-1]
    stem = last.rpartition(".")[0] or last
    return " ".join("".join(one if one.isprintable() else " " for one in stem).split())[:80] or NAMELESS


def delete_upload(*, upload: Upload) -> None:
    """Give a picture up, and its files with it. What was handed in with it goes on naming it."""
    upload.delete()


def sweep_uploads() -> int:
    """Delete files that no row names, and return how many: half-written ones, and those of rows that went."""
    storage = production_storage()
    known = {one for pair in Upload.objects.values_list("file", "preview") for one in pair}
    strays = list(_old(storage, known))
    for name in strays:
        storage.delete(name)
    if strays:
        logger.info("Swept %d files of uploads that nobody has any more.", len(strays))
    return len(strays)


def _old(storage: Storage, known: Container[str]) -> Iterator[str]:
    before = timezone.now() - STRAY
    try:
        _, names = storage.listdir(FOLDER)
    except FileNotFoundError:
        return
    for name in (f"{FOLDER}/{one}" for one in names):
        if name in known:
            continue  # asking a remote store for each date takes as long as the whole list
        try:
            if storage.get_modified_time(name) < before:
                yield name
        except FileNotFoundError:
            continue  # somebody deleted it just now
