"""Grading an answer and keeping it as evidence."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.blocks import StreamValue

from accounts.models import User
from courses.blocks.asking import Posted
from courses.models import Attempt, Enrolment, Evidence, EvidenceKind, ModulePage
from courses.paper import asked
from courses.queries import QuestionState, calibration_of, counted, fed_at, lesson_at, question_state
from courses.services.days import counted_that_day
from courses.services.progress import complete_if_done
from courses.services.turns import hold_questions
from courses.signals import evidence_recorded

FULL, HALF, NONE = 1.0, 0.5, 0.0


class Refused(Exception):
    """An answer that cannot be taken. code: machine word. Its text is for the person who gave it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@transaction.atomic
def record_evidence(
    *, user: User, module: ModulePage, client_key: uuid.UUID, **facts: Any
) -> tuple[Evidence, bool]:
    """Append one graded fact, once a client key. Returns it and whether it is new; a resend changes nothing.

    facts: the other fields of Evidence. Sends `evidence_recorded` for a new row, as its last statement.
    """
    hold_questions(module.pk)
    evidence, created = Evidence.objects.get_or_create(
        user=user,
        client_key=client_key,
        defaults={
            "module_id": module.pk,
            # Both asked only where there is something to keep.
            "competencies": lambda: fed_at(module, facts["block_id"]),
            "calibration": lambda: calibration_of(module.pk, facts["block_id"]),
            **facts,
        },
    )
    if created:
        evidence_recorded.send(sender=Evidence, evidence=evidence)
    return evidence, created


def answer(
    *,
    attempt: Attempt,
    module: ModulePage,
    block_id: str,
    response: Mapping[str, Any],
    client_key: uuid.UUID,
    at: datetime.datetime | None = None,
) -> QuestionState:
    """Grade one answer of an attempt, keep it, and say where the learner now stands with the question.

    Raises Refused (unknown_question, invalid_response). An answer to a question that is closed is not kept.
    """
    return _take(attempt, module, block_id, client_key, at, lambda child: graded(child, lambda: response))


def answer_form(
    *, attempt: Attempt, module: ModulePage, block_id: str, posted: Posted, client_key: uuid.UUID
) -> QuestionState:
    """`answer` with what a form says; the question makes a response of it."""
    return _take(
        attempt,
        module,
        block_id,
        client_key,
        None,
        lambda child: graded(child, lambda: child.block.response(posted)),
    )


def show_key(
    *,
    attempt: Attempt,
    module: ModulePage,
    block_id: str,
    client_key: uuid.UUID,
    at: datetime.datetime | None = None,
) -> QuestionState:
    """Show the key of a question. Without a try before it, that is half an answer, and a wrong one."""
    shown = {"kind": EvidenceKind.SHOWN, "hinted": True, "score": 0.0, "correct": False, "response": {}}
    return _take(attempt, module, block_id, client_key, at, lambda child: shown)


def graded(child: StreamValue.StreamChild, response_of: Callable[[], Mapping[str, Any]]) -> dict[str, Any]:
    try:
        response = response_of()
        grade = child.block.grade(child.value, response)
    except ValueError as error:
        raise Refused("invalid_response", str(error)) from error
    return {"response": dict(response), "score": grade.score, "correct": grade.correct}


@transaction.atomic
def _take(
    attempt: Attempt,
    module: ModulePage,
    block_id: str,
    client_key: uuid.UUID,
    at: datetime.datetime | None,
    facts_of: Callable[[StreamValue.StreamChild], dict[str, Any]],
) -> QuestionState:
    # One answer of an attempt at a time: tries are counted, and their times follow their numbers.
    attempt = (
        Attempt.objects.select_for_update(of=("self",))
        .select_related("enrolment__user", "revision")
        .get(pk=attempt.pk)
    )
    at = at or timezone.now()
    lesson = lesson_at(attempt.revision, module)
    child = next((one for one in asked(lesson.body, attempt.pk) if str(one.id) == block_id), None)
    if child is None:
        raise Refused(
            "unknown_question",
            "That question is not part of this module. Reload the page and go on from there.",
        )
    rows = list(Evidence.objects.filter(attempt=attempt, block_id=block_id))
    resent = any(row.client_key == client_key for row in rows)
    if not resent and not question_state(child, rows).closed:
        facts = facts_of(child)
        # Before the answer is counted: a review locks the enrolment first. Neither is to wait for the other.
        Enrolment.objects.filter(pk=attempt.enrolment_id, last_active_at__lt=at).update(last_active_at=at)
        rows.append(_keep(attempt, lesson, block_id, client_key, rows, facts, child.block.rule, at))
        complete_if_done(attempt=attempt, lesson=lesson, at=at)
    return question_state(child, rows)


def _keep(
    attempt: Attempt,
    lesson: ModulePage,
    block_id: str,
    client_key: uuid.UUID,
    rows: Sequence[Evidence],
    facts: Mapping[str, Any],
    rule: str,
    at: datetime.datetime,
) -> Evidence:
    user = attempt.enrolment.user
    wrong_again = len(rows) + 1 >= 2 and not facts["correct"]
    evidence, created = record_evidence(
        user=user,
        module=lesson,
        client_key=client_key,
        revision=attempt.revision,
        attempt=attempt,
        block_id=block_id,
        try_number=len(rows) + 1,
        weight=_weight(attempt, user, block_id, rows, facts, at),
        rule=rule,
        created_at=at,
        **{"hinted": wrong_again, **facts},
    )
    if not created:
        raise Refused(
            "key_reused", "This answer was sent for another question. Reload the page and answer again."
        )
    return evidence


def _weight(
    attempt: Attempt,
    user: User,
    block_id: str,
    rows: Sequence[Evidence],
    facts: Mapping[str, Any],
    at: datetime.datetime,
) -> float:
    """Full for the first answer ever, half for later tries and retakes. Once a module is taken again, an item
    counts at most once a day, in whichever attempt.
    """
    earlier = Evidence.objects.filter(user=user, module_id=attempt.enrolment.module_id, block_id=block_id)
    others = list(counted(earlier.exclude(attempt=attempt)))
    if (others or attempt.number > 1) and counted_that_day([*others, *rows], user=user, at=at):
        return NONE
    if facts.get("kind") == EvidenceKind.SHOWN:
        return NONE if rows else HALF
    return HALF if rows or others else FULL
