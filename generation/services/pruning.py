"""Taking away what nothing refers to any more. What is in use is never touched."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.storage import Storage
from django.db import transaction
from django.utils import timezone

from courses.models import MediaFile
from generation import scratch
from generation.models import Artifact, Production, production_storage
from generation.services.previews import forget_previews

logger = logging.getLogger(__name__)
KEPT_DAYS = 30
"""Days a piece that nothing refers to is kept: who goes back to an older text finds it made."""
LEAST_DAYS = 2
"""`Artifact.used_at` is to the day: a production at work looks at its pieces more often than this."""
STRAY = datetime.timedelta(days=1)
"""A file without a row that is younger than this may be on its way into the store."""


@dataclass(frozen=True)
class Pruned:
    """artifacts: rows that went, with their files. strays: files no row named. size: bytes of both."""

    artifacts: int
    strays: int
    size: int


def prune_artifacts(*, older_than: datetime.timedelta, dry_run: bool = False) -> Pruned:
    """Remove what no production, attached media or other artifact needs, unless it was used lately.

    Raises ValueError where `older_than` is less than LEAST_DAYS.
    """
    if older_than < datetime.timedelta(days=LEAST_DAYS):
        raise ValueError(f"Keep at least {LEAST_DAYS} days: a production at work may need what is younger.")
    used_before = timezone.now() - older_than
    storage = production_storage()
    gone = [one.size for one in _unused(used_before) if dry_run or _remove(one, used_before, storage)]
    strays = []
    for name in _strays(storage):
        strays.append(storage.size(name))
        if not dry_run:
            # At once: the longer it is left, the likelier a worker has made it again under this name.
            storage.delete(name)
    return Pruned(len(gone), len(strays), sum(gone) + sum(strays))


def tidy() -> None:
    """The daily sweep: old pieces, half-written files and the scratch folders of workers that were killed."""
    pruned = prune_artifacts(older_than=datetime.timedelta(days=KEPT_DAYS))
    forget_previews(older_than=datetime.timedelta(days=KEPT_DAYS))
    folders = scratch.remove_old(older_than=STRAY)
    logger.info("Pruned: %s, and %d scratch folders.", pruned, folders)


def _unused(used_before: datetime.datetime) -> list[Artifact]:
    """Artifacts nothing refers to, by any chain of parts."""
    parts = dict(Artifact.objects.values_list("digest", "parts"))
    needed: set[str] = set()
    waiting = [digest for outputs in _outputs() for digest in outputs.values()]
    shown = set(MediaFile.objects.values_list("file", flat=True))
    waiting += Artifact.objects.filter(file__in=shown).values_list("digest", flat=True)
    while waiting:
        digest = waiting.pop()
        if digest not in needed:
            needed.add(digest)
            waiting += parts.get(digest, [])
    # Without what was measured of them: that fills most of the table.
    old = Artifact.objects.filter(used_at__lt=used_before).only("digest", "file", "size")
    return [artifact for artifact in old if artifact.digest not in needed]


def _outputs() -> Iterator[dict[str, str]]:
    yield from Production.objects.values_list("outputs", flat=True).iterator()


def _remove(artifact: Artifact, used_before: datetime.datetime, storage: Storage) -> bool:
    """Whether it went: it may have been used since. The row first: a file without a row is a stray, a row
    without its file an empty promise.
    """
    with transaction.atomic():
        gone, _ = Artifact.objects.filter(pk=artifact.pk, used_at__lt=used_before).delete()
        name = artifact.file.name
        if gone and name:
            transaction.on_commit(lambda: storage.delete(name))
    return bool(gone)


def _strays(storage: Storage) -> Iterator[str]:
    """Names of old files that no row knows: half-written ones, and those of rows that went."""
    known = set(Artifact.objects.exclude(file="").values_list("file", flat=True))
    known |= set(MediaFile.objects.values_list("file", flat=True))
    before = timezone.now() - STRAY
    for name in _files(storage):
        if name in known:
            continue
        try:
            old = storage.get_modified_time(name) < before
        except FileNotFoundError:
            continue  # a worker has just given what it wrote its own name
        if old:
            yield name


def _files(storage: Storage) -> Iterator[str]:
    """Every made file: they lie in folders named by the first two letters of their digest.

    Folders with longer names are those of others: certificates are no strays.
    """
    try:
        folders, _ = storage.listdir("")
    except FileNotFoundError:
        return
    for folder in (one for one in folders if len(one) == 2):
        yield from (f"{folder}/{name}" for name in storage.listdir(folder)[1])
