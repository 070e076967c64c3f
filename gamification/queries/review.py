"""What a day's review asks, what is left of it, and what comes when."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from courses.models import Enrolment, Evidence, ModulePage
from courses.queries import Outline, counted, outlines, visible
from gamification.models import OwedAnswer, ReviewCard, ReviewItem, ReviewSession
from gamification.queries.rest import calendar_of
from gamification.queries.streak import streak_of, today_of
from gamification.rules.review import NEVER_ANSWERED, Candidate, drawn, forgotten, questions_in_words
from gamification.rules.streak import ONE_DAY, Calendar, Streak, end_of

MOST_LOOKED_AT = 200
"""Questions, those that are due for longest. A day asks ten."""


@dataclass(frozen=True)
class Remembered:
    """A question that could be asked again. due_at: when it should be."""

    candidate: Candidate
    due_at: datetime.datetime


@dataclass(frozen=True)
class Next:
    """The day on which something falls due again, and how many questions then."""

    day: datetime.date
    number: int

    @property
    def words(self) -> str:
        return questions_in_words(self.number)


@dataclass(frozen=True)
class ReviewDay:
    """Somebody's review on one day of their own.

    why_rest: why nothing is asked today; empty on a day for work. questions: what would be asked, or is still
    left once it was begun. next: None where nothing is in sight.
    """

    day: datetime.date
    calendar: Calendar
    works: bool
    why_rest: str
    questions: tuple[Candidate, ...]
    session: ReviewSession | None
    items: tuple[ReviewItem, ...]
    next: Next | None

    @property
    def number(self) -> int:
        """Questions left for today; 0 on a day of rest."""
        return len(self.questions)

    @property
    def words(self) -> str:
        return questions_in_words(self.number).capitalize()

    @property
    def seconds(self) -> float:
        return sum(one.seconds for one in self.questions)

    @property
    def answered(self) -> list[ReviewItem]:
        return [item for item in self.items if item.evidence_id is not None]

    @property
    def came_back(self) -> str:
        """What became of the answers, in a sentence."""
        right = sum(item.evidence is not None and item.evidence.correct for item in self.answered)
        if right == len(self.answered):
            return "Everything you answered came back."
        if not right:
            return "None came back this time. They return sooner, and the reasons are below."
        return f"{right} of {len(self.answered)} came back. The others return sooner."

    @property
    def next_item(self) -> ReviewItem | None:
        return next((item for item in self.items if item.waits), None)


def due_today(user: User, now: datetime.datetime) -> ReviewDay:
    """The review of somebody's own today. At most twelve queries, whatever they have learnt."""
    day, calendar = today_of(user, now), calendar_of(user)
    works = calendar.works_on(day)
    session = ReviewSession.objects.filter(user=user, day=day).first()
    items = tuple(session.items.select_related("evidence")) if session else ()
    remembered = remembered_by(user, now)
    closes = end_of(day, user.time_zone)
    if not works:
        questions: list[Candidate] = []
    elif session:
        questions = [Candidate(one.module_id, one.block_id, one.seconds, 0) for one in items if one.waits]
    else:
        questions = drawn(one.candidate for one in remembered if one.due_at < closes)
    rest = calendar.rest_on(day)
    return ReviewDay(
        day=day,
        calendar=calendar,
        works=works,
        why_rest="" if works else (rest.why if rest else "This is none of your working days."),
        questions=tuple(questions),
        session=session,
        items=items,
        next=_next(remembered, user.time_zone, calendar, day),
    )


def review_waits(user: User, now: datetime.datetime) -> bool:
    """Whether there is a review to offer today. Six queries at most, where `due_today` has twelve: the
    questions themselves are not looked at, so one that has left its module since may still be promised.
    """
    day = today_of(user, now)
    closes = end_of(day, user.time_zone)
    cards = ReviewCard.objects.filter(_finished(user), user=user, due_at__lt=closes)
    owed = OwedAnswer.objects.filter(_finished(user), user=user, since__lt=closes)
    waits = Q(Exists(_open(cards, user))) | Q(Exists(_open(owed, user)))
    if not User.objects.filter(waits, pk=user.pk).exists() or not calendar_of(user).works_on(day):
        return False
    left = ReviewItem.objects.filter(session=OuterRef("pk"), evidence=None, skipped_at=None)
    return not ReviewSession.objects.filter(~Exists(left), user=user, day=day).exists()


def remembered_by(user: User, now: datetime.datetime) -> list[Remembered]:
    """Questions of modules somebody finished and may still open, as published now; the longest due first.

    A question that is no longer part of what is published has no place here, though its card stays.
    """
    cards = _open(ReviewCard.objects.filter(_finished(user), user=user), user).order_by("due_at", "pk")
    owed = _open(OwedAnswer.objects.filter(_finished(user), user=user), user).order_by("since", "pk")
    found = [
        (one.module_id, one.block_id, one.due_at, forgotten(one.stability, one.reviewed_at, now))
        for one in cards[:MOST_LOOKED_AT]
    ]
    found += [(one.module_id, one.block_id, one.since, NEVER_ANSWERED) for one in owed[:MOST_LOOKED_AT]]
    asked = questions_of({module for module, *_ in found})
    return [
        Remembered(Candidate(module, block, asked[module, block].seconds, far), due_at)
        for module, block, due_at, far in found
        if (module, block) in asked
    ]


def _finished(user: User) -> Exists:
    """Of rows that name a module: that somebody has finished it."""
    return Exists(Enrolment.objects.filter(user=user, module=OuterRef("module"), completed_at__isnull=False))


def _open(rows: QuerySet, user: User) -> QuerySet:
    return rows.filter(module__in=visible(ModulePage.objects.all(), user).values("pk"))


@dataclass(frozen=True)
class Asked:
    """A question as its module's outline has it. seconds: in the module's longest format."""

    text: str
    seconds: float


def questions_of(modules: Iterable[int]) -> dict[tuple[int, str], Asked]:
    """(module, block id) -> question, for all that these modules ask as they are published. Three queries."""
    found = list(ModulePage.objects.live().filter(pk__in=modules))
    return {
        (pk, block): asked
        for pk, outline in (outlines(found) if found else {}).items()
        for block, asked in _in(outline)
    }


def _in(outline: Outline) -> Iterable[tuple[str, Asked]]:
    for step in outline.steps:
        if step.slot:
            yield from ((block, Asked(name, step.seconds)) for block, name in step.slot.pool)
        elif step.asks:
            yield step.asks, Asked(step.name, step.seconds)


def _next(
    remembered: Sequence[Remembered], zone: str, calendar: Calendar, today: datetime.date
) -> Next | None:
    if not remembered:
        return None
    soonest = min(one.due_at for one in remembered).astimezone(zoneinfo.ZoneInfo(zone)).date()
    day = calendar.next_working(max(soonest, today + ONE_DAY))
    if day is None:
        return None
    closes = end_of(day, zone)
    return Next(day, len(drawn(one.candidate for one in remembered if one.due_at < closes)))


def waiting(session: ReviewSession) -> QuerySet[ReviewItem]:
    """Questions of a review that were neither answered nor passed over."""
    return session.items.filter(evidence=None, skipped_at=None)


def item_of(user: User, session_id: int, number: int) -> ReviewItem | None:
    """A question of one of somebody's own reviews. One query."""
    rows = ReviewItem.objects.select_related("session", "evidence")
    return rows.filter(session=session_id, session__user=user, number=number).first()


def put_aside(item: ReviewItem) -> bool:
    """Whether its question was recertified since it was answered: it has a new key, not earned yet."""
    answer = Evidence.objects.filter(pk=item.evidence_id)
    return item.evidence_id is not None and not counted(answer).exists()


def module_of(user: User, item: ReviewItem) -> ModulePage | None:
    """The published module of a question, if somebody may still open it."""
    modules = ModulePage.objects.select_related("live_revision").defer("live_revision__content")
    return visible(modules, user).filter(pk=item.module_id).first()


def streak_today(user: User, review: ReviewDay) -> Streak:
    return streak_of(user, review.day, calendar=review.calendar)
