"""Reviews of work by colleagues: who may take one, who may read it, how reviewers compare."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from accounts.models import User
from courses.models import Competency
from gamification.queries import mastery_of
from gamification.rules import LEVELS, Level
from labs.models import Dispute, Review, ReviewRequest, ReviewState, Run
from labs.models.lab import lab_at
from labs.models.peer_review import LAPSES
from labs.peers.reliability import Compared, compared
from labs.peers.rubric import REVIEWERS, Rubric


def rubric_at(run: Run) -> Rubric | None:
    """The rubric of a run: as its lab stood when it began."""
    return lab_at(run.revision).rubric


def request_of(run: Run) -> ReviewRequest | None:
    found = ReviewRequest.objects.filter(submission__run=run).select_related("dispute__stands")
    return found.prefetch_related("reviews").first()


def takable(user: User, at: datetime.datetime) -> QuerySet[ReviewRequest]:
    """What somebody may review, the oldest first: work of others, at labs they have passed themselves, of
    people whose work there they have not seen before.
    """
    passed = Run.objects.filter(user=user, passed=True, module__isnull=False).values("lab")
    seen = Review.objects.filter(
        reviewer=user,
        place__isnull=False,
        request__submission__run__user=OuterRef("submission__run__user"),
        request__submission__run__lab=OuterRef("submission__run__lab"),
    )
    held = Q(reviews__place__isnull=False) & (
        Q(reviews__sent_at__isnull=False) | Q(reviews__taken_at__gt=at - LAPSES)
    )
    waiting = ReviewRequest.objects.filter(
        state=ReviewState.WAITING, submission__run__lab__in=passed, submission__run__user__is_active=True
    )
    others = waiting.exclude(submission__run__user=user).exclude(Exists(seen))
    return others.annotate(held=Count("reviews", filter=held)).filter(held__lt=REVIEWERS)


def open_reviews(user: User, at: datetime.datetime) -> QuerySet[Review]:
    """Those somebody has taken and not sent, and that have not lapsed."""
    mine = _mine(user).filter(sent_at__isnull=True, place__isnull=False)
    return mine.filter(taken_at__gt=at - LAPSES).order_by("taken_at")


def reviews_by(user: User) -> QuerySet[Review]:
    """All that somebody took, the newest first."""
    return _mine(user).order_by("-taken_at")


def own_review(user: User, review_id: uuid.UUID) -> Review | None:
    """One's own; for everybody else it is not there."""
    return _mine(user).select_related("request__submission__run__revision").filter(pk=review_id).first()


def _mine(user: User) -> QuerySet[Review]:
    return Review.objects.filter(reviewer=user).select_related("request__submission__run__lab")


def answerable(user: User, at: datetime.datetime) -> list[ReviewRequest]:
    """Work of somebody's whose reviews are in and may still be disputed, or was decided lately."""
    found = ReviewRequest.objects.filter(submission__run__user=user, done_at__isnull=False)
    rows = found.select_related("submission__run__lab").order_by("-done_at")[:10]
    return [row for row in rows if row.argued_until and row.argued_until > at]


def pairs_of(reviewer: User, request: ReviewRequest | None = None) -> list[tuple[int, int]]:
    """A reviewer's points, each with what it is held against: the decision where there is one, else the
    other reviewer's. request: only there.
    """
    mine = Review.objects.filter(reviewer=reviewer, sent_at__isnull=False)
    if request is not None:
        mine = mine.filter(request=request)
    rows = list(mine.select_related("request__dispute"))
    sent = Review.objects.filter(request__in=[row.request_id for row in rows], sent_at__isnull=False)
    others = {row.request_id: row.points for row in sent.exclude(pk__in=[row.pk for row in rows])}
    found: list[tuple[int, int]] = []
    for row in rows:
        found += zip(row.points, _decided(row.request) or others.get(row.request_id, ()), strict=False)
    return found


def _decided(request: ReviewRequest) -> list[int]:
    dispute: Dispute | None = getattr(request, "dispute", None)
    return dispute.points if dispute else []


def compared_by(reviewer: User, request: ReviewRequest | None = None) -> Compared:
    return compared(pairs_of(reviewer, request))


def level_in(user: User, competencies: Iterable[str]) -> Level:
    """The lowest that somebody holds among these; Novice where they hold none in one of them."""
    held = mastery_of([user], Competency.objects.filter(slug__in=competencies))[user.pk].values()
    return min((one.level or Level.NOVICE for one in held), key=LEVELS.index, default=Level.NOVICE)


def disputes() -> QuerySet[Dispute]:
    """The oldest that wait first, then what was decided last."""
    told = ("request__submission__run__lab", "request__submission__run__user", "decided_by")
    newest = F("decided_at").desc(nulls_first=True)
    return Dispute.objects.select_related(*told).order_by(newest, "opened_at")


def disputes_waiting() -> int:
    return Dispute.objects.filter(decided_at__isnull=True).count()
