"""Answering a question of a finished module once more, on a day of its own."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from courses.blocks.asking import Posted
from courses.models import Enrolment, Evidence, EvidenceKind, ModulePage
from courses.queries import counted
from courses.services.answers import FULL, HALF, NONE, Refused, graded, record_evidence
from courses.services.days import counted_that_day
from courses.steps import blocks_at


def answer_refresh(
    *,
    user: User,
    module: ModulePage,
    block_id: str,
    response: Mapping[str, Any],
    client_key: uuid.UUID,
    at: datetime.datetime | None = None,
) -> Evidence:
    """Grade an answer to a question as it is published now, outside any attempt, and keep it.

    It counts half, as every repeated answer; in full where no earlier one counts any more; not at all where
    the question has given evidence that day. A resend gives back what was kept. module: the published one,
    open to them. Raises Refused (unknown_question, not_finished, invalid_response, key_reused).
    """
    return _take(user, module, block_id, client_key, at, lambda child: graded(child, lambda: response))


def answer_refresh_form(
    *,
    user: User,
    module: ModulePage,
    block_id: str,
    posted: Posted,
    client_key: uuid.UUID,
    at: datetime.datetime | None = None,
) -> Evidence:
    """`answer_refresh` with what a form says; the question makes a response of it."""
    return _take(
        user,
        module,
        block_id,
        client_key,
        at,
        lambda child: graded(child, lambda: child.block.response(posted)),
    )


def show_refresh(
    *,
    user: User,
    module: ModulePage,
    block_id: str,
    client_key: uuid.UUID,
    at: datetime.datetime | None = None,
) -> Evidence:
    """Show the key instead: it was forgotten. Half an answer at most, and a wrong one."""
    shown = {"hinted": True, "score": 0.0, "correct": False, "response": {}}
    return _take(user, module, block_id, client_key, at, lambda child: shown)


@transaction.atomic
def _take(
    user: User,
    module: ModulePage,
    block_id: str,
    client_key: uuid.UUID,
    at: datetime.datetime | None,
    facts_of: Callable[[Any], dict[str, Any]],
) -> Evidence:
    # Two tabs wait for each other here, so that a question counts once a day.
    done = Enrolment.objects.select_for_update().filter(user=user, module=module.pk).first()
    if kept := Evidence.objects.filter(user=user, client_key=client_key).first():
        return _same(kept, module, block_id)
    if done is None or done.completed_at is None:
        raise Refused("not_finished", "That question belongs to a module you have not finished yet.")
    child = next(iter(blocks_at(module.body, [block_id])), None)
    if child is None or not child.block.asks:
        raise Refused("unknown_question", "That question is not asked any more. Go on with the next one.")
    at = at or timezone.now()
    facts = facts_of(child)
    weight = _weight(user, module, block_id, at, hinted=facts.get("hinted", False))
    if done.last_active_at < at:
        Enrolment.objects.filter(pk=done.pk).update(last_active_at=at)
    evidence, _ = record_evidence(
        user=user,
        module=module,
        client_key=client_key,
        revision=module.live_revision,
        attempt=None,
        block_id=block_id,
        kind=EvidenceKind.REFRESH,
        weight=weight,
        rule=child.block.rule,
        created_at=at,
        **facts,
    )
    return _same(evidence, module, block_id)


def _same(evidence: Evidence, module: ModulePage, block_id: str) -> Evidence:
    named = (evidence.module_id, evidence.block_id, evidence.kind)
    if named != (module.pk, block_id, EvidenceKind.REFRESH):
        raise Refused(
            "key_reused", "This answer was sent for another question. Reload the page and answer again."
        )
    return evidence


def _weight(user: User, module: ModulePage, block_id: str, at: datetime.datetime, *, hinted: bool) -> float:
    earlier = list(counted(Evidence.objects.filter(user=user, module=module.pk, block_id=block_id)))
    if counted_that_day(earlier, user=user, at=at):
        return NONE
    return HALF if earlier or hinted else FULL
