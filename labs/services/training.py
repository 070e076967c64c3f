"""Having a small model learn from a learner's labels: asking for it, claiming it, keeping it.

The row is the truth and the queue only a nudge: the sweep tells the queue again of a row that nobody works
on, and so does whoever looks at the page.
"""

from __future__ import annotations

import datetime
import logging
import time
import uuid
from functools import partial
from typing import Any

from celery import current_app
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils import timezone
from kombu.exceptions import OperationalError as QueueError

from generation.engines import registry
from generation.learning_ports import Learned, Lesson
from generation.lease import Lease
from generation.ports import EngineError
from generation.services import LeaseLost
from generation.services.line import LEASE
from labs.contract import Refused
from labs.models import Run, Training, TrainingState
from labs.queries import desk_of, trainings_of
from labs.services.vectors import vectors_of
from labs.training_room.room import Room, room_of, ten_of
from labs.training_room.standing import ALL_LINES, TEN, TEN_LINES, TRAIN, standing

logger = logging.getLogger(__name__)
QUIET = datetime.timedelta(seconds=20)
"""After which the queue is told again of one that waits."""
MOST_SWEPT = 100
MOST_LOST = 2
DIGITS = 6
WORKERS_LOST = (
    "A worker fell silent over this model three times. Try again later; if it stays so, ask whoever runs "
    "this site to look at the workers of “text”."
)
UNEXPECTED = "Something went wrong that nobody foresaw. Your lines and labels are kept: try again."


@transaction.atomic
def request_training(*, run: Run) -> Training:
    """Have the model trained that the run waits for, once; one that failed is tried again, one that waits is
    called to mind. Raises Refused.
    """
    run = Run.objects.select_for_update(of=("self",), no_key=True).select_related("revision").get(pk=run.pk)
    desk, trainings = desk_of(run), trainings_of(run)
    at = standing(desk.submissions, trainings)
    kinds = {TRAIN: ALL_LINES, TEN: TEN_LINES}
    if run.is_finished or at.step not in kinds:
        raise Refused("moved_on", "There is nothing to train now. Go on from here.")
    kind, labels = kinds[at.step], dict(at.last.labels or {})
    row = trainings.get((at.round, kind)) or Training(run=run, round=at.round, kind=kind)
    if row.pk is None or row.has_failed:
        row.labels = labels if kind == ALL_LINES else ten_of(labels)
        row.state, row.problem, row.problem_code, row.lost = TrainingState.QUEUED, "", "", 0
        row.created_at = row.nudged_at = timezone.now()
        row.save()
        nudge_training(row.pk)
    elif row.waits:
        nudge_if_quiet(training=row)
    return row


def nudge_if_quiet(*, training: Training) -> None:
    """Tell the queue of one that nobody works on, if it was not told lately."""
    now = timezone.now()
    if _quiet(now).filter(pk=training.pk).update(nudged_at=now):
        nudge_training(training.pk)


@transaction.atomic
def take_up_trainings() -> list[int]:
    """Those that nobody works on and nobody was told of lately. The sweep nudges them."""
    now = timezone.now()
    found = list(_quiet(now).order_by("created_at", "pk").values_list("pk", flat=True)[:MOST_SWEPT])
    Training.objects.filter(pk__in=found).update(nudged_at=now)
    return found


def nudge_training(training_id: int) -> None:
    """Tell the queue, once this is committed. Where the queue cannot be told, the sweep finds the row."""
    transaction.on_commit(partial(_send, training_id), robust=True)


def _quiet(now: datetime.datetime) -> QuerySet[Training]:
    lately = Q(nudged_at__isnull=True) | Q(nudged_at__lt=now - QUIET)
    return Training.objects.claimable(now).filter(lately)


def _send(training_id: int) -> None:
    try:
        current_app.send_task("labs.train", args=[training_id])
    except (QueueError, OSError) as error:
        logger.warning("The queue cannot be reached (%s): training %s waits.", error, training_id)


@transaction.atomic
def _claim(training_id: int) -> Training | None:
    """None where it is finished, gone, or in the hands of another worker."""
    now = timezone.now()
    # One that still runs when it is claimed was dropped by a worker that was killed.
    lost = Case(When(state=TrainingState.RUNNING, then=F("lost") + 1), default=F("lost") + Value(0))
    rows = Training.objects.filter(pk=training_id).claimable(now)
    if not rows.update(state=TrainingState.RUNNING, lease=uuid.uuid4(), leased_until=now + LEASE, lost=lost):
        return None
    row = Training.objects.select_related("run__revision").get(pk=training_id)
    if row.lost > MOST_LOST:
        _fail(row, "worker_lost", WORKERS_LOST)
        return None
    return row


def train(*, training_id: int) -> None:
    """Claim a training and see it through. What cannot be done is a failed one with its reason; what nobody
    foresaw is raised as well. Nothing happens where another worker has it.
    """
    row = _claim(training_id)
    if row is None:
        return
    try:
        with Lease(row, partial(_renew, row)):
            found, engine = _trained(row, room_of(desk_of(row.run).task))
        _write(row, state=TrainingState.DONE, found=found, engine=engine)
    except EngineError as error:
        _fail(row, error.code, error.message)
    except (OperationalError, InterfaceError):
        # Nothing can be written down now: the lease runs out, and the page has it taken up again.
        logger.exception("The database was lost during training %s.", training_id)
        connection.close()
    except Exception:
        _fail(row, "unexpected", UNEXPECTED)
        raise


def _trained(row: Training, room: Room) -> tuple[dict[str, Any], str]:
    """curve: rows of a `Point`. held_out and cases: mark of a line -> chance. seconds: of learning alone."""
    # All at once, so that what is trained next finds them embedded.
    vectors = dict(zip(room.by_mark, vectors_of([line.text for line in room.lines]), strict=True))
    classifier = registry.classifier()
    began = time.perf_counter()
    learned = classifier.learn(
        Lesson(
            vectors=[vectors[mark] for mark in row.labels],
            labels=list(row.labels.values()),
            held_out=[vectors[line.mark] for line in room.held_out],
            held_out_labels=[line.flag for line in room.held_out],
        )
    )
    found: dict[str, Any] = {"curve": _curve(learned), "seconds": round(time.perf_counter() - began, 3)}
    for name, lines in (("held_out", room.held_out), ("cases", room.cases)):
        chances = classifier.judge(learned, [vectors[line.mark] for line in lines])
        found[name] = {line.mark: round(chance, DIGITS) for line, chance in zip(lines, chances, strict=True)}
    return found, f"{classifier.name} {classifier.version}"


def _curve(learned: Learned) -> list[list[float]]:
    return [
        [point.step]
        + [
            round(one, DIGITS)
            for one in (point.loss, point.accuracy, point.held_out_loss, point.held_out_accuracy)
        ]
        for point in learned.curve
    ]


def _fail(row: Training, code: str, problem: str) -> None:
    logger.warning("Training %s failed (%s): %s", row.pk, code, problem)
    _write(row, state=TrainingState.FAILED, problem_code=code, problem=problem)


def _held(row: Training) -> QuerySet[Training]:
    """None where another worker has taken over."""
    return Training.objects.filter(pk=row.pk, lease=row.lease, state=TrainingState.RUNNING)


def _renew(row: Training) -> None:
    """Raises LeaseLost."""
    if not _held(row).update(leased_until=timezone.now() + LEASE):
        raise LeaseLost


def _write(row: Training, **facts: Any) -> None:
    """Nothing is written by a worker whose lease another has taken over."""
    _held(row).update(lease=None, leased_until=None, **facts)
