"""Pieces of a stage that are handed out, a row and a task each, so that several workers share a lesson."""

from __future__ import annotations

import datetime
import logging
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from celery import current_app
from django.db import transaction
from django.db.models import Case, F, QuerySet, Value, When
from django.utils import timezone
from kombu.exceptions import OperationalError

from generation.models import EventKind, PieceWork, Production, State
from generation.services.announcing import announce, nudge
from generation.services.history import note
from generation.services.line import LEASE, MOST_LOST, PATIENCE, WORKERS_LOST, LeaseLost, fail, hand_back

logger = logging.getLogger(__name__)
CANDIDATES = 8
"""Pieces a worker tries to claim before it leaves the rest to others who claim at the same moment."""
AT_ONCE = 200
"""Pieces that a queue is told of again at once."""


@dataclass(frozen=True)
class Cost:
    """seconds: by the clock. cpu, gpu: seconds."""

    seconds: float = 0.0
    cpu: float = 0.0
    gpu: float = 0.0


@transaction.atomic
def hand_out(*, production: Production, stage: str, pieces: Iterable[PieceWork], done: int) -> None:
    """Give pieces (unsaved rows) to whoever may make them; the last one brings the production back.

    done: pieces of the stage that were there. Raises LeaseLost.
    """
    rows = list(pieces)
    hand_back(production=production)
    Production.objects.filter(pk=production.pk).update(
        stage=stage, done=done, total=done + len(rows), changed_at=timezone.now()
    )
    PieceWork.objects.filter(production=production).delete()
    made = PieceWork.objects.bulk_create(rows)
    nudge_pieces([(row.pk, row.queue) for row in made])
    announce(production)


def nudge_pieces(pieces: Sequence[tuple[int, str]]) -> None:
    """Tell the queues of (id, queue), once this is committed. Those they are not told of, the sweep finds."""
    transaction.on_commit(partial(_try, partial(_send, pieces)), robust=True)


def _send(pieces: Sequence[tuple[int, str]]) -> None:
    for piece_id, queue in pieces:
        current_app.send_task("generation.make_piece", args=[piece_id, queue], queue=queue)


def _try(send: Callable[[], Any]) -> None:
    try:
        send()
    except (OperationalError, OSError) as error:
        logger.warning("The queue cannot be reached (%s); the sweep will take up what is left.", error)


def claim_piece(*, piece_id: int, worker: str, queue: str = "") -> PieceWork | None:
    """Take the most urgent piece of the same queue as the one named: as many are asked for as there are.

    queue: where it was asked for. The one named may be gone, made when a less urgent one was asked for: that
    one is taken now. None where nothing is left to be made there.
    """
    queue = queue or PieceWork.objects.filter(pk=piece_id).values_list("queue", flat=True).first() or ""
    waiting = PieceWork.objects.claimable().filter(queue=queue).in_turn()
    for one in list(waiting.values_list("pk", flat=True)[:CANDIDATES]):
        if piece := _claimed(one, worker):
            return piece
    return None


@transaction.atomic
def _claimed(piece_id: int, worker: str) -> PieceWork | None:
    now = timezone.now()
    # A lease that was not handed back is that of a worker that was killed, perhaps by this very piece.
    lost = F("lost") + Case(When(lease__isnull=False, then=Value(1)), default=Value(0))
    free = PieceWork.objects.free(now).filter(pk=piece_id)
    if not free.update(lease=uuid.uuid4(), leased_until=now + LEASE, lost=lost, worker=worker):
        return None
    piece = PieceWork.objects.select_related("production").get(pk=piece_id)
    if piece.lost > MOST_LOST:
        fail_piece(piece=piece, code="worker_lost", reason=WORKERS_LOST)
        return None
    if piece.lost:
        note(production=piece.production, kind=EventKind.RESUMED, stage=piece.stage)
    return piece


def _held(piece: PieceWork) -> QuerySet[PieceWork]:
    return PieceWork.objects.filter(pk=piece.pk, lease=piece.lease, finished_at__isnull=True)


def renew_piece(*, piece: PieceWork) -> None:
    """Raises LeaseLost."""
    if not _held(piece).update(leased_until=timezone.now() + LEASE):
        raise LeaseLost


@transaction.atomic
def finish_piece(*, piece: PieceWork, cost: Cost) -> None:
    """It is in the store. The last one brings its production back into the queue. Raises LeaseLost."""
    # In turns: of two that finish at once, one sees that it is the last.
    production = Production.objects.select_for_update().get(pk=piece.production_id)
    now = timezone.now()
    if not _held(piece).update(
        finished_at=now, seconds=cost.seconds, cpu_seconds=cost.cpu, gpu_seconds=cost.gpu
    ):
        raise LeaseLost
    open_ones = PieceWork.objects.filter(production=production, finished_at__isnull=True).count()
    Production.objects.filter(pk=production.pk).update(done=production.total - open_ones, changed_at=now)
    if not open_ones:
        nudge(production.pk)


@transaction.atomic
def fail_piece(*, piece: PieceWork, code: str, reason: str) -> None:
    """A piece that cannot be made fails its production, unless that was taken away from it meanwhile."""
    production = Production.objects.select_for_update().filter(pk=piece.production_id).first()
    if production and production.state == State.RUNNING and _held(piece).exists():
        drop_pieces(production)
        fail(production=production, code=code, reason=reason)


def drop_pieces(production: Production) -> None:
    """Nobody goes on with what was handed out. What is being made now ends up in the store all the same."""
    PieceWork.objects.filter(production=production).delete()


def settle_pieces(*, production: Production, stage: str) -> tuple[Cost, dict[str, int], int]:
    """Take away the finished rows of a stage: what they cost, worker -> pieces, how many."""
    rows = PieceWork.objects.filter(production=production, stage=stage)
    workers: dict[str, int] = {}
    seconds = cpu = gpu = 0.0
    for row in rows:
        if row.finished_at is None:
            continue
        workers[row.worker] = workers.get(row.worker, 0) + 1
        cpu, gpu = cpu + row.cpu_seconds, gpu + row.gpu_seconds
        seconds = max(seconds, (row.finished_at - row.handed_out_at).total_seconds())
    rows.delete()
    return Cost(seconds, cpu, gpu), workers, sum(workers.values())


@transaction.atomic
def take_up_pieces() -> list[tuple[str, datetime.datetime]]:
    """(queue, moment) of queues with pieces that nobody was told of lately. The sweep asks after those.

    One question a queue, however many pieces wait there: they may wait for nothing but a busy worker.
    """
    now = timezone.now()
    quiet = PieceWork.objects.claimable(now).filter(nudged_at__lt=now - PATIENCE)
    return [(queue, now) for queue in sorted({row.queue for row in _told_of(quiet.in_turn(), now)})]


def ask_after_pieces(*, queue: str, since: datetime.datetime) -> None:
    """Ask in a queue, once this is committed, what of it was lost. since: when the sweep saw it wait."""
    ask = partial(
        current_app.send_task, "generation.find_lost_pieces", [queue, since.isoformat()], queue=queue
    )
    transaction.on_commit(partial(_try, ask), robust=True)


@transaction.atomic
def find_lost_pieces(*, queue: str, since: datetime.datetime) -> list[tuple[int, str]]:
    """Tell a queue again of pieces that wait there; (id, queue) of each.

    Whoever asks this was told so by that queue, behind all it held at that moment. What still waits and was
    not told of since then has lost its message; what was told of later is on its way.
    """
    now = timezone.now()
    lost = PieceWork.objects.claimable(now).filter(queue=queue, nudged_at__lte=since)
    found = [(row.pk, row.queue) for row in _told_of(lost.in_turn(), now)]
    nudge_pieces(found)
    return found


def _told_of(rows: QuerySet[PieceWork], now: datetime.datetime) -> list[PieceWork]:
    """Note that somebody was told of those of the rows that nobody holds at this moment."""
    found = list(rows.select_for_update(of=("self",), skip_locked=True).only("pk", "queue")[:AT_ONCE])
    PieceWork.objects.filter(pk__in=[row.pk for row in found]).update(nudged_at=now)
    return found
