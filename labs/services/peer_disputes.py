"""Disputing the reviews of one's work, and deciding what holds."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from courses.models import Evidence
from courses.services import record_review
from labs.contract import Refused
from labs.models import Dispute, Review, ReviewRequest, ReviewState
from labs.peers.rubric import LONGEST, SHORTEST, Rubric
from labs.queries import disputes, level_in, rubric_at

RULE = "peer-review/1 decided"


@transaction.atomic
def dispute_reviews(*, request: ReviewRequest, words: str, at: datetime.datetime | None = None) -> Dispute:
    """A learner has an L&D admin look at the reviews of their work; once. Raises Refused."""
    at = at or timezone.now()
    request = ReviewRequest.objects.select_for_update(of=("self",), no_key=True).get(pk=request.pk)
    if there := Dispute.objects.filter(request=request).first():
        return there
    if request.state != ReviewState.DONE or request.argued_until is None:
        raise Refused("not_done", "Wait until both reviews are in. Then you can dispute them.")
    if at > request.argued_until:
        raise Refused("too_late", "Reviews can be disputed for fourteen days. These stand.")
    said = _sentence(words, "Say in a sentence what the reviewers overlooked.")
    request.state = ReviewState.DISPUTED
    request.save(update_fields=["state"])
    return Dispute.objects.create(request=request, words=said, opened_at=at)


@transaction.atomic
def decide_dispute(
    *,
    dispute: Dispute,
    by: User,
    reason: str,
    stands: Review | None = None,
    points: Sequence[int] = (),
    at: datetime.datetime | None = None,
) -> Dispute:
    """Say what holds: one of the reviews, or points of one's own. It is a fact of its own, beside what was
    counted before; a review that counts already makes no second one. Raises Refused
    (decided, involved, incomplete, too_long).
    """
    ReviewRequest.objects.select_for_update(of=("self",), no_key=True).get(pk=dispute.request_id)
    told = ("request__submission__evidence__user", "request__submission__run__revision")
    dispute = Dispute.objects.select_related(*told).get(pk=dispute.pk)
    request = dispute.request
    if dispute.decided_at:
        raise Refused("decided", "Somebody has decided this already. What they said stands below.")
    if involved(dispute, by):
        raise Refused("involved", "You have a part in this yourself. Another L&D admin decides it.")
    rubric = rubric_at(request.submission.run)
    if stands is not None and stands.request_id != request.pk:
        stands = None
    held = list(stands.points if stands else points)
    if rubric is None or not rubric.fits(held):
        raise Refused("incomplete", "Say which review stands, or give points for every criterion.")
    dispute.reason = _sentence(reason, "Give your reason in a sentence. The learner reads it.")
    dispute.points, dispute.stands = held, stands
    dispute.decided_by, dispute.decided_at = by, at or timezone.now()
    if stands is None or not Evidence.objects.filter(peer_review=stands).exists():
        dispute.evidence = _counted(dispute, by, rubric)
    dispute.save()
    request.state = ReviewState.SETTLED
    request.save(update_fields=["state"])
    return dispute


def _counted(dispute: Dispute, by: User, rubric: Rubric) -> Evidence:
    """What holds, in full. It is a blind review where one stands; whoever decides sees both names."""
    work, stands = dispute.request.work, dispute.stands
    evidence, new = record_review(
        user=work.user,
        module=work.module,
        block_id=work.block_id,
        score=rubric.share(dispute.points),
        passed=rubric.passes(dispute.points),
        reviewer_level=stands.reviewer_level if stands else level_in(by, work.competencies),
        reliability=1.0,
        blind=stands is not None,
        rule=RULE,
        client_key=uuid.uuid5(dispute.pk, "evidence"),
        revision=work.revision,
        competencies=work.competencies,
        at=dispute.decided_at,
    )
    if not new:
        raise Refused("invalid_key", "This decision was counted before. Reload the page.")
    return evidence


def involved(dispute: Dispute, by: User) -> bool:
    """Whether somebody would decide about themself. A studio of one may (GREENROOM_ALLOW_SELF_REVIEW)."""
    return not disputes(by).filter(pk=dispute.pk).exists()


def _sentence(said: str, ask: str) -> str:
    """Raises Refused."""
    said = said.replace("\0", "").strip()
    if len(said) < SHORTEST:
        raise Refused("incomplete", ask)
    if len(said) > LONGEST:
        raise Refused("too_long", f"Say it in {LONGEST} characters at most. You have {len(said)}.")
    return said
