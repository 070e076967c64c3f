"""What a production left behind, looked at from outside, and the passing of time."""

import datetime
import os
from dataclasses import dataclass

from django.core.files.storage import Storage
from django.utils import timezone

from generation import tasks
from generation.models import Artifact, Event, PieceWork, Production, StageRun, production_storage

AN_HOUR = datetime.timedelta(hours=1)


@dataclass(frozen=True)
class Piece:
    """A finished artifact. A piece that were made again would differ in one of these."""

    stage: str
    created_at: datetime.datetime
    took: float
    written_ns: int


def finished() -> dict[str, Piece]:
    """Digest -> the piece, for everything in the store."""
    storage = production_storage()
    return {
        row.digest: Piece(row.stage, row.created_at, row.seconds, _written(storage, row.file.name))
        for row in Artifact.objects.all()
    }


def _written(storage: Storage, name: str) -> int:
    return os.stat(storage.path(name)).st_mtime_ns if name else 0


def state_of(production: Production) -> str:
    return Production.objects.values_list("state", flat=True).get(pk=production.pk)


def an_hour_passes() -> None:
    """Leases run out, and nudges are no longer news."""
    past = timezone.now() - AN_HOUR
    Production.objects.filter(leased_until__isnull=False).update(leased_until=past)
    Production.objects.filter(nudged_at__isnull=False).update(nudged_at=past)
    PieceWork.objects.filter(leased_until__isnull=False).update(leased_until=past)
    PieceWork.objects.update(nudged_at=past)


def sweep() -> None:
    """What beat asks for every fifteen seconds, by the queue as beat does."""
    tasks.sweep.delay()


def history(production: Production) -> list[str]:
    return list(Event.objects.filter(production=production).values_list("kind", flat=True))


def stages_run(production: Production) -> dict[str, tuple[int, int]]:
    """Stage -> pieces made and reused. A stage that ran twice is an error."""
    runs = list(StageRun.objects.filter(production=production))
    found = {run.stage: (run.made, run.reused) for run in runs}
    assert len(found) == len(runs), [run.stage for run in runs]
    return found
