"""Beginning, moving through and finishing a module."""

import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from courses.models import Attempt, Enrolment, Evidence, ModulePage, StepSeen
from courses.queries import latest_attempt, lesson_at
from courses.steps import screens


@transaction.atomic
def begin(*, user: User, module: ModulePage, at: datetime.datetime | None = None) -> Attempt:
    """The attempt someone is in, or was last in; their first where they have none."""
    at = at or timezone.now()
    enrolment, _ = Enrolment.objects.get_or_create(
        user=user, module=module, defaults={"started_at": at, "last_active_at": at}
    )
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    return latest_attempt(user, module) or _new_attempt(enrolment, module, 1, at)


@transaction.atomic
def retake(*, user: User, module: ModulePage, at: datetime.datetime | None = None) -> Attempt:
    """A new attempt on the published revision; the open one where the last was never finished."""
    at = at or timezone.now()
    last = begin(user=user, module=module, at=at)
    if last.completed_at is None:
        return last
    return _new_attempt(last.enrolment, module, last.number + 1, at)


def _new_attempt(enrolment: Enrolment, module: ModulePage, number: int, at: datetime.datetime) -> Attempt:
    return Attempt.objects.create(
        enrolment=enrolment, number=number, revision=module.live_revision, started_at=at
    )


@transaction.atomic
def see_step(
    *,
    attempt: Attempt,
    module: ModulePage,
    step_key: str,
    format: str = "read",
    at: datetime.datetime | None = None,
) -> None:
    """A screen was shown. Sent again, it only moves the place to resume. Unknown steps raise LookupError."""
    at = at or timezone.now()
    lesson = lesson_at(attempt.revision, module)
    if step_key not in {ids[0] for ids in _steps(lesson)}:
        raise LookupError("That step is not part of this module.")
    StepSeen.objects.get_or_create(
        attempt=attempt, step_key=step_key, defaults={"format": format, "seen_at": at}
    )
    _stand_at(attempt, step_key, 0.0, at)
    complete_if_done(attempt=attempt, lesson=lesson, at=at)


@transaction.atomic
def save_position(
    *,
    attempt: Attempt,
    module: ModulePage,
    format: str,
    block_id: str,
    seconds: float,
    at: datetime.datetime | None = None,
) -> None:
    """Where a player stands: a block and the seconds into it. The step it belongs to counts as seen.

    Never evidence. Unknown blocks raise LookupError.
    """
    at = at or timezone.now()
    lesson = lesson_at(attempt.revision, module)
    step = next((ids for ids in _steps(lesson) if block_id in ids), None)
    if step is None:
        raise LookupError("That block is not part of this module.")
    StepSeen.objects.get_or_create(
        attempt=attempt, step_key=step[0], defaults={"format": format, "seen_at": at}
    )
    _stand_at(attempt, block_id, max(0.0, seconds), at)
    complete_if_done(attempt=attempt, lesson=lesson, at=at)


def _steps(lesson: ModulePage) -> list[list[str]]:
    """Block ids of each step; the first is the step's key."""
    return [[str(block.id) for block in blocks] for blocks in screens(lesson.body)]


def _stand_at(attempt: Attempt, block_id: str, seconds: float, at: datetime.datetime) -> None:
    Attempt.objects.filter(pk=attempt.pk).update(block_id=block_id, seconds=seconds)
    attempt.block_id, attempt.seconds = block_id, seconds
    Enrolment.objects.filter(pk=attempt.enrolment_id, last_active_at__lt=at).update(last_active_at=at)


def complete_if_done(*, attempt: Attempt, lesson: ModulePage, at: datetime.datetime) -> bool:
    """Finish an attempt whose steps were all seen and whose questions were all answered.

    Call inside a transaction.
    """
    if attempt.completed_at is not None:
        return True
    questions = {str(child.id) for child in lesson.body if child.block.asks}
    if questions - set(Evidence.objects.filter(attempt=attempt).values_list("block_id", flat=True)):
        return False
    required = {ids[0] for ids in _steps(lesson)}
    if required - set(attempt.seen.values_list("step_key", flat=True)):
        return False
    Attempt.objects.filter(pk=attempt.pk, completed_at=None).update(completed_at=at)
    Enrolment.objects.filter(pk=attempt.enrolment_id, completed_at=None).update(completed_at=at)
    attempt.completed_at = at
    return True
