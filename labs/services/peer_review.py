"""Asking colleagues for a review, taking one, writing it, sending it; and what follows when both are in."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from courses.models import Evidence
from courses.services import record_review
from labs.contract import Refused
from labs.models import Dispute, Review, ReviewRequest, ReviewState, Run
from labs.peers.reliability import Compared, reliability
from labs.peers.rubric import REVIEWERS, Rubric
from labs.peers.saying import check_length, check_whole, said_in
from labs.queries import compared_by, level_in, open_reviews, rubric_at, takable

RULE = "peer-review/1"
NO_RUBRIC = "This lab has no rubric, so nobody reviews its work."
AT_ONCE = 2
"""Reviews that somebody may have taken and not sent."""


@transaction.atomic
def ask_for_reviews(*, run: Run) -> ReviewRequest:
    """Have what was handed in reviewed; asked again, it is the same request. Raises Refused."""
    run = Run.objects.select_for_update(of=("self",), no_key=True).get(pk=run.pk)
    handed_in = run.submissions.filter(final=True).first()
    if handed_in is None or handed_in.evidence_id is None:
        raise Refused("not_handed_in", "Hand your work in first. Then colleagues can look at it.")
    if rubric_at(run) is None:
        raise Refused("no_rubric", NO_RUBRIC)
    return ReviewRequest.objects.get_or_create(submission=handed_in)[0]


@transaction.atomic
def take_review(*, user: User, at: datetime.datetime | None = None) -> Review:
    """Give somebody the work that has waited longest. Raises Refused (enough, none)."""
    at = at or timezone.now()
    # One at a time for each person, so that two clicks take no third review.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if open_reviews(user, at).count() >= AT_ONCE:
        raise Refused("enough", f"You have {AT_ONCE} reviews open. Send one of them first.")
    for pk in list(takable(user, at).values_list("pk", flat=True)):
        if taken := _taken(pk, user, at):
            return taken
    raise Refused("none", "Nothing waits for you just now. Look in again another day.")


def _taken(pk: int, user: User, at: datetime.datetime) -> Review | None:
    """A place at a work, if one is free still. One person at a time for each work: nobody takes a third."""
    request = ReviewRequest.objects.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
    if request is None or request.state != ReviewState.WAITING:
        return None
    there = list(request.reviews.all())
    held = {one.place for one in there if one.holds(at)}
    free = [one for one in range(1, REVIEWERS + 1) if one not in held]
    # Somebody late may still send theirs, as long as another place does.
    place = min(free, key=lambda one: one in {row.place for row in there}, default=None)
    if place is None:
        return None
    # Whoever let it lapse keeps what they wrote.
    request.reviews.filter(place=place).update(place=None)
    said = {"place": place, "taken_at": at}
    return Review.objects.update_or_create(request=request, reviewer=user, defaults=said)[0]


@transaction.atomic
def keep_review(*, review: Review, posted: Mapping[str, str]) -> Review:
    """Keep a draft. Raises Refused (too_long, sent)."""
    review, rubric = _held(review)
    if review.is_sent:
        raise Refused("sent", "This review is sent. It stays as it is.")
    said = said_in(rubric, posted)
    check_length(said)
    review.draft = said.as_json()
    review.save(update_fields=["draft"])
    return review


@transaction.atomic
def send_review(*, review: Review, posted: Mapping[str, str], at: datetime.datetime | None = None) -> Review:
    """Keep a review for good; sent again, it is the one that was kept. Where it is the second, both become
    evidence, or an L&D admin is asked. Raises Refused (incomplete, too_long, let_go).
    """
    review, rubric = _held(review)
    if review.is_sent:
        return review
    if review.place is None:
        told = "It was yours for seven days; then somebody else took it. What you wrote is kept on this page."
        raise Refused("let_go", told)
    said = said_in(rubric, posted)
    check_whole(rubric, said)
    review.points, review.sentences = list(said.points), list(said.sentences)
    review.overall, review.draft = said.overall, {}
    review.sent_at = at or timezone.now()
    if review.reviewer:
        review.reviewer_level = level_in(review.reviewer, review.request.work.competencies)
    review.save()
    both = list(review.request.reviews.filter(sent_at__isnull=False))
    if len(both) == REVIEWERS:
        _conclude(review.request, rubric, both, review.sent_at)
    return review


def _held(review: Review) -> tuple[Review, Rubric]:
    """Locked, with its request: reviews of one work come one after the other."""
    ReviewRequest.objects.select_for_update(of=("self",), no_key=True).get(pk=review.request_id)
    told = ("request__submission__evidence__user", "request__submission__run__revision", "reviewer")
    fresh = Review.objects.select_related(*told).get(pk=review.pk)
    rubric = rubric_at(fresh.request.submission.run)
    if rubric is None:
        raise Refused("no_rubric", NO_RUBRIC)
    return fresh, rubric


def _conclude(request: ReviewRequest, rubric: Rubric, both: list[Review], at: datetime.datetime) -> None:
    far = rubric.differ(*(one.points for one in both))
    request.state = ReviewState.DISPUTED if far else ReviewState.DONE
    request.done_at = at
    request.save(update_fields=["state", "done_at"])
    if far:
        Dispute.objects.create(request=request, opened_at=at)
        return
    for one in both:
        _count(one, request.work, rubric, at)


def _count(review: Review, work: Evidence, rubric: Rubric, at: datetime.datetime) -> None:
    reviewer = review.reviewer
    evidence, new = record_review(
        user=work.user,
        module=work.module,
        block_id=work.block_id,
        score=rubric.share(review.points),
        passed=rubric.passes(review.points),
        reviewer_level=review.reviewer_level,
        # Of somebody whose account is gone since, nothing can be compared any more.
        reliability=reliability(compared_by(reviewer) if reviewer else Compared()),
        blind=True,
        rule=RULE,
        client_key=uuid.uuid5(review.pk, "evidence"),
        revision=work.revision,
        competencies=work.competencies,
        at=at,
    )
    if not new:
        raise Refused("invalid_key", "This review was counted before. Tell an L&D admin.")
    review.evidence = evidence
    review.save(update_fields=["evidence"])
