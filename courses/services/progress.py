"""Beginning, moving through and finishing a module."""

import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from courses.models import Attempt, Enrolment, ModulePage, StepSeen
from courses.queries import Sitting, latest_attempt, lesson_at, sitting
from courses.services.times import times_of
from courses.signals import module_completed
from courses.steps import Step, keys, screens


@transaction.atomic
def begin(*, user: User, module: ModulePage, at: datetime.datetime | None = None) -> Attempt:
    """The attempt someone is in, or was last in; their first where they have none."""
    at = at or timezone.now()
    # Whoever begins in two tabs at once is enrolled once, and gets one attempt.
    first = Enrolment(user=user, module=module, started_at=at, last_active_at=at)
    Enrolment.objects.bulk_create([first], ignore_conflicts=True)
    enrolment = Enrolment.objects.select_for_update().get(user=user, module=module)
    return latest_attempt(user, module) or _new_attempt(enrolment, module, 1, at)


@transaction.atomic
def retake(*, user: User, module: ModulePage, at: datetime.datetime | None = None) -> Attempt:
    """A new attempt on the published revision; the open one where the last can still be finished."""
    at = at or timezone.now()
    last = begin(user=user, module=module, at=at)
    if last.completed_at is None and not sitting(last, module).left.spent:
        return last
    return _new_attempt(last.enrolment, module, last.number + 1, at)


def _new_attempt(enrolment: Enrolment, module: ModulePage, number: int, at: datetime.datetime) -> Attempt:
    return Attempt.objects.create(
        enrolment=enrolment, number=number, revision=module.live_revision, started_at=at
    )


def see_step(
    *, attempt: Attempt, module: ModulePage, step_key: str, at: datetime.datetime | None = None
) -> None:
    """A screen was shown, named by its key. Unknown steps raise LookupError."""
    place = sitting(attempt, module)
    step = next((step for step in place.steps if step.key == step_key), None)
    if step is None:
        raise LookupError("That step is not part of this module.")
    show_step(sitting=place, step=step, at=at)


def show_step(*, sitting: Sitting, step: Step, at: datetime.datetime | None = None) -> None:
    """A screen was shown. Shown again, it only moves the place to resume.

    No transaction around it: each of its statements is true without the others, and the next screen makes up
    for one that is missing.
    """
    at = at or timezone.now()
    attempt = sitting.attempt
    if step.key not in sitting.seen:
        seen = StepSeen(attempt=attempt, step_key=step.key, format="read", seen_at=at)
        # The same screen may open in two tabs at once: it is seen once.
        StepSeen.objects.bulk_create([seen], ignore_conflicts=True)
    _stand_at(attempt, step.key, 0.0, at)
    finish_if_done(sitting=sitting, at=at, also_seen=step.key)


def finish_if_done(*, sitting: Sitting, at: datetime.datetime | None = None, also_seen: str = "") -> None:
    """Finish an attempt that lacks nothing any more of what its revision asks for (`courses.completing`).

    also_seen: a step seen since it was read.
    """
    if sitting.attempt.completed_at is None and not sitting.left_after(also_seen):
        _finish(sitting, at or timezone.now())


def complete_if_done(*, attempt: Attempt, lesson: ModulePage, at: datetime.datetime) -> bool:
    """`finish_if_done` after something was recorded of an attempt, a lab too; whether it is finished now.

    lesson: the module at the attempt's revision. Call inside a transaction.
    """
    if attempt.completed_at is None:
        finish_if_done(sitting=sitting(attempt, lesson), at=at)
    return attempt.completed_at is not None


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
    """Where a player stands: a block and the seconds into it. The step it belongs to counts as seen; of
    a bank, all that are asked.

    Never evidence. Unknown blocks raise LookupError.
    """
    at = at or timezone.now()
    lesson = lesson_at(attempt.revision, module)
    group = next((one for one in screens(lesson.body) if block_id in {str(child.id) for child in one}), None)
    if group is None:
        raise LookupError("That block is not part of this module.")
    for key in keys(group):
        StepSeen.objects.get_or_create(
            attempt=attempt, step_key=key, defaults={"format": format, "seen_at": at}
        )
    _stand_at(attempt, block_id, max(0.0, seconds), at)
    complete_if_done(attempt=attempt, lesson=lesson, at=at)


def _stand_at(attempt: Attempt, block_id: str, seconds: float, at: datetime.datetime) -> None:
    if (attempt.block_id, attempt.seconds) != (block_id, seconds):
        Attempt.objects.filter(pk=attempt.pk).update(block_id=block_id, seconds=seconds)
        attempt.block_id, attempt.seconds = block_id, seconds
    Enrolment.objects.filter(pk=attempt.enrolment_id, last_active_at__lt=at).update(last_active_at=at)


@transaction.atomic
def _finish(sitting: Sitting, at: datetime.datetime) -> None:
    attempt = sitting.attempt
    facts = times_of(attempt, sitting.outline.formats, at)
    is_new = Attempt.objects.filter(pk=attempt.pk, completed_at=None).update(completed_at=at, **facts)
    Enrolment.objects.filter(pk=attempt.enrolment_id, completed_at=None).update(completed_at=at)
    attempt.completed_at = at
    if is_new:
        module_completed.send(sender=Attempt, attempt=attempt)
