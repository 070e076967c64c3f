"""Hands-on work as evidence: labs, transfer tasks, reviews by peers, and somebody's own word."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from accounts.models import User
from courses.models import Attempt, Evidence, EvidenceKind, ModulePage
from courses.queries import counted, lesson_at
from courses.services.answers import record_evidence
from courses.services.days import counted_that_day
from courses.services.progress import complete_if_done

LAB, PEER_REVIEW, NOTHING = 3.0, 2.0, 0.0
"""What an attempt at a lab, a peer's review and somebody's own word weigh; a first answer weighs 1."""
REPEATED = 0.5


@transaction.atomic
def record_lab(
    *,
    user: User,
    module: ModulePage,
    block_id: str,
    context: str,
    score: float,
    passed: bool,
    rule: str,
    client_key: uuid.UUID,
    hinted: bool = False,
    transfer: bool = False,
    response: Mapping[str, Any] | None = None,
    at: datetime.datetime | None = None,
) -> tuple[Evidence, bool]:
    """Keep an attempt at a lab that the server graded. Returns it and whether it is new.

    response: what the lab keeps the work under. context: what it is about: two labs of one are one kind
    of practice. transfer: no module had taught it. It counts once a day, and when first passed; again, half.
    """
    at = at or timezone.now()
    attempt = _held_attempt(user, module)
    kept = record_evidence(
        user=user,
        module=module,
        client_key=client_key,
        revision=module.live_revision,
        kind=EvidenceKind.TRANSFER if transfer else EvidenceKind.LAB,
        block_id=block_id,
        context=context,
        response=dict(response or {}),
        score=score,
        correct=passed,
        hinted=hinted,
        weight=_weight(user, module, block_id, client_key, hinted, passed, at),
        rule=rule,
        created_at=at,
    )
    _complete(attempt, module, at)
    return kept


def _complete(attempt: Attempt | None, module: ModulePage, at: datetime.datetime) -> None:
    """A lab that is passed may be what finishing waited for."""
    if attempt:
        complete_if_done(attempt=attempt, lesson=lesson_at(attempt.revision, module), at=at)


def _held_attempt(user: User, module: ModulePage) -> Attempt | None:
    """The attempt somebody is in, or was last in: held before their figures are, as an answer in the player
    holds the two.
    """
    found = Attempt.objects.select_for_update(of=("self",)).filter(
        enrolment__user=user, enrolment__module=module
    )
    return found.select_related("enrolment__user", "revision").order_by("-number").first()


def _weight(
    user: User,
    module: ModulePage,
    block_id: str,
    client_key: uuid.UUID,
    hinted: bool,
    passed: bool,
    at: datetime.datetime,
) -> float:
    # One attempt of a learner at a time: which is the first is decided here.
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    # Reviews of the work stand at the same block. They are no attempts.
    others = Evidence.objects.filter(user=user, module=module, block_id=block_id).exclude(
        kind=EvidenceKind.REVIEW
    )
    earlier = list(counted(others.exclude(client_key=client_key)))
    # Whoever fails in the morning and passes in the afternoon has passed: levels ask for labs that count.
    passes_at_last = passed and not any(row.correct and row.weight for row in earlier)
    if counted_that_day(earlier, user=user, at=at) and not passes_at_last:
        return NOTHING
    return LAB * (REPEATED if earlier or hinted else 1.0)


def record_review(
    *,
    user: User,
    module: ModulePage,
    block_id: str,
    score: float,
    passed: bool,
    reviewer_level: str,
    reliability: float,
    blind: bool,
    rule: str,
    client_key: uuid.UUID,
    revision: Revision | None = None,
    competencies: Mapping[str, float] | None = None,
    at: datetime.datetime | None = None,
) -> tuple[Evidence, bool]:
    """Keep what a peer made of somebody's work. Returns it and whether it is new.

    reliability: of the reviewer, 0..1. reviewer_level: theirs in the competency then; blind: neither knew
    whom they dealt with. revision, competencies: that the work was done in, that it fed; by default those of
    now. Raises ValueError for a reliability outside its range.
    """
    if not 0 <= reliability <= 1:
        raise ValueError(f"A reviewer's reliability lies between 0 and 1: {reliability}.")
    fed = {} if competencies is None else {"competencies": dict(competencies)}
    return record_evidence(
        user=user,
        module=module,
        client_key=client_key,
        revision=revision or module.live_revision,
        kind=EvidenceKind.REVIEW,
        block_id=block_id,
        response={"blind": blind, "reviewer_level": reviewer_level},
        score=score,
        correct=passed,
        weight=PEER_REVIEW * reliability,
        rule=rule,
        created_at=at or timezone.now(),
        **fed,
    )


def record_self_report(
    *, user: User, module: ModulePage, block_id: str, response: dict[str, Any], client_key: uuid.UUID
) -> tuple[Evidence, bool]:
    """Keep what somebody says of their own work. It is read, and weighs nothing."""
    return record_evidence(
        user=user,
        module=module,
        client_key=client_key,
        revision=module.live_revision,
        kind=EvidenceKind.SELF_REPORT,
        block_id=block_id,
        response=response,
        score=0.0,
        correct=False,
        weight=NOTHING,
        rule="self-report/1",
    )
