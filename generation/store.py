"""The store of made things: a row in the database under the digest of its input, and a file beside it.

A file's name holds a sum of its bytes too. So what is made again lies beside what was there, and learners go
on seeing what was approved until somebody approves the other.
"""

from __future__ import annotations

import datetime
import os
import shutil
import uuid
from collections.abc import Collection, Mapping
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage
from django.utils import timezone

from generation.digests import file_digest
from generation.models import Artifact, production_storage
from generation.stages.contract import Made, Outcome

WRITTEN = ("stage", "file", "size", "meta", "parts", "engine", "seconds", "created_at", "used_at")
A_DAY = datetime.timedelta(days=1)


class DatabaseStore:
    """folder: where copies of a remote store's files are kept while they are worked on.

    anew: digest -> a moment; what was made before it counts as not there.
    """

    def __init__(self, folder: Path, anew: Mapping[str, datetime.datetime] | None = None) -> None:
        self.folder = folder
        self.anew = anew or {}
        self.storage = production_storage()
        # A remote store is asked over the network: sixty passages in seven stages, once each.
        self._whole: set[str] = set()

    def find(self, digests: Collection[str]) -> dict[str, Made]:
        rows = Artifact.objects.in_bulk(set(digests))
        parts = Artifact.objects.in_bulk({part for row in rows.values() for part in row.parts} - set(rows))
        if not _note_use(rows | parts):
            return self.find(digests)  # some were pruned between the two questions
        there = {name for name, row in (parts | rows).items() if self._counts(row) and self._has_file(row)}
        return {name: _made(row) for name, row in rows.items() if {name, *row.parts} <= there}

    def put(self, *, digest: str, stage: str, outcome: Outcome, seconds: float) -> Made:
        if finished := self.find([digest]).get(digest):
            return finished  # by another worker, while this one had lost its lease
        name, size = "", 0
        if outcome.file is not None:
            size = outcome.file.stat().st_size
            name = _name(digest, outcome.file)
            keep(self.storage, name, outcome.file)
        now = timezone.now()
        row = Artifact(
            digest=digest,
            stage=stage,
            file=name,
            size=size,
            meta=dict(outcome.meta),
            parts=list(outcome.parts),
            engine=outcome.engine,
            seconds=seconds,
            created_at=now,
            used_at=now,
        )
        # Over what is there anew, or was cut off, in one statement: a lesson puts three hundred of these.
        Artifact.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["digest"], update_fields=WRITTEN
        )
        return _made(row)

    def path(self, made: Made) -> Path:
        if isinstance(self.storage, FileSystemStorage):
            return Path(self.storage.path(made.name))
        copy = self.folder / Path(made.name).name
        if not copy.exists():
            part = copy.with_name(f"{copy.name}.part")
            with self.storage.open(made.name) as source, part.open("wb") as target:
                shutil.copyfileobj(source, target)
            part.replace(copy)
        return copy

    def _counts(self, row: Artifact) -> bool:
        since = self.anew.get(row.digest)
        return since is None or row.created_at >= since

    def _has_file(self, row: Artifact) -> bool:
        if not row.file or row.digest in self._whole:
            return True
        try:
            whole = self.storage.size(row.file.name) == row.size
        except FileNotFoundError:
            return False
        if whole:
            self._whole.add(row.digest)
        return whole


def _name(digest: str, file: Path) -> str:
    return f"{digest[:2]}/{digest}-{file_digest(file)[:16]}{file.suffix}"


def keep(storage: Storage, name: str, source: Path) -> None:
    """Store a file whole or not at all: a crash in the middle leaves no half file under its name."""
    if not isinstance(storage, FileSystemStorage):
        # The store puts it under its name when the last byte has come, in place of what was there.
        with source.open("rb") as file:
            storage.save(name, File(file))
        return
    target = Path(storage.path(name))
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{uuid.uuid4().hex}.part")
    try:
        shutil.copyfile(source, part)
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)


def _note_use(rows: Mapping[str, Artifact]) -> bool:
    """So that what is in use is never pruned. Once a day is often enough, and costs nothing in between.

    Whether all of them are still there.
    """
    now = timezone.now()
    old = [name for name, row in rows.items() if row.used_at < now - A_DAY]
    return not old or Artifact.objects.filter(pk__in=old).update(used_at=now) == len(old)


def _made(row: Artifact) -> Made:
    return Made(
        digest=row.digest,
        stage=row.stage,
        name=row.file.name if row.file else "",
        meta=row.meta,
        parts=tuple(row.parts),
        engine=row.engine,
        seconds=row.seconds,
    )
