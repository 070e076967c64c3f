"""Reviews of work by colleagues: who may take one, who may read it, how reviewers compare."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from accounts.models import User
from courses.models import Competency
from gamification.queries import mastery_of
from gamification.rules import LEVELS, Level
from labs.models import Dispute, Review, ReviewRequest, ReviewState, Run, SavedPrompt
from labs.models.lab import lab_at
from labs.models.peer_review import ARGUED, LAPSES
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


def number_able(asked: ReviewRequest) -> int:
    """How many colleagues may review some work, those who have taken it among them."""
    run = asked.submission.run
    passed = Run.objects.filter(lab=run.lab, passed=True, module__isnull=False, user__is_active=True)
    seen = Review.objects.filter(
        place__isnull=False,
        reviewer=OuterRef("user"),
        request__submission__run__user=run.user,
        request__submission__run__lab=run.lab,
    ).exclude(request=asked)
    able = passed.exclude(user=run.user).exclude(Exists(seen))
    return able.values("user").distinct().count()


def projects_that_name(run: Run) -> list[str]:
    """Titles of the projects in whose library a version of the run stands under its learner's name."""
    saved = SavedPrompt.objects.filter(version__run=run, owner=run.user, withdrawn_at__isnull=True)
    titles = saved.filter(project__isnull=False).values_list("project__title", flat=True)
    return sorted(set(titles))


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
    mine = ReviewRequest.objects.filter(submission__run__user=user).select_related("submission__run__lab")
    told = mine.annotate(told_at=Coalesce("dispute__decided_at", "done_at"))
    return list(told.filter(told_at__gt=at - ARGUED).order_by("-told_at")[:10])


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


def disputes(reader: User) -> QuerySet[Dispute]:
    """The oldest that wait first, then what was decided last. Those in which the reader has a part are not
    there: they tell both names. A studio of one reads them (GREENROOM_ALLOW_SELF_REVIEW).
    """
    told = ("request__submission__run__lab", "request__submission__run__user", "decided_by")
    newest = F("decided_at").desc(nulls_first=True)
    rows = Dispute.objects.select_related(*told).order_by(newest, "opened_at")
    if settings.GREENROOM_ALLOW_SELF_REVIEW:
        return rows
    reviews = Review.objects.filter(reviewer=reader, request=OuterRef("request"))
    return rows.exclude(request__submission__run__user=reader).exclude(Exists(reviews))


def disputes_waiting(reader: User) -> int:
    return disputes(reader).filter(decided_at__isnull=True).count()
