"""What lies on a learner's desk: the one thing to do, and what else there is."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from accounts.models import User
from courses.models import HomePage
from courses.queries import Card, Walk, bearings, my_walks
from gamification.models import BadgeAward
from gamification.queries import badges_of
from gamification.queries.next import Stand, next_best
from gamification.rules.recommending import Kind, Suggestion

OPEN, DUE, OTHERS, FINISHED, PATHS = 4, 4, 3, 3, 2
NEWS = datetime.timedelta(days=14)
"""How long a level or badge is news."""


@dataclass(frozen=True)
class Proposed:
    """A module to take up, or the day's review, with the reasons. card: None for the review."""

    card: Card | None
    suggestion: Suggestion

    @property
    def kind(self) -> str:
        return self.suggestion.candidate.kind.value


@dataclass(frozen=True)
class Desk:
    """first: the one thing to do. going_on: also open, last active first. others: what else could come next.

    due: finished once, and due again; due_in_all: how many there are. finished: last finished first.
    reached, badges: of the last fourteen days. intro: the studio's words for whoever begins.
    """

    first: Proposed | None
    going_on: tuple[Card, ...]
    due: tuple[Card, ...]
    due_in_all: int
    others: tuple[Proposed, ...]
    finished: tuple[Card, ...]
    walks: tuple[Walk, ...]
    reached: tuple[Stand, ...]
    badges: tuple[BadgeAward, ...]
    intro: str
    minutes: int | None

    @property
    def is_bare(self) -> bool:
        return not (self.first or self.finished)

    @property
    def is_new(self) -> bool:
        """Nothing was begun yet."""
        return not (self.going_on or self.finished or self.due_in_all or self._continues)

    @property
    def _continues(self) -> bool:
        return self.first is not None and self.first.kind != Kind.FRESH.value


def desk(user: User, *, now: datetime.datetime, minutes: int | None = None) -> Desk:
    """A handful of each, so that the page costs the same however much there is. minutes: that they have."""
    found = bearings(user)
    walks = my_walks(found)
    finished = found.stands[:FINISHED]
    next_ = next_best(found, walks, now=now, minutes=minutes, also=finished)
    proposed = [Proposed(next_.cards.get(one.candidate.module), one) for one in next_.suggestions]
    first = proposed[0] if proposed else None
    rest = proposed[1:]
    begun = bool(found.enrolments)
    # Whoever has five minutes is shown the one thing to do, and no news.
    badges = badges_of(user) if begun and next_.stands else ()
    return Desk(
        first=first,
        going_on=tuple(next_.cards[pk] for pk in found.running[:OPEN] if pk != _module(first)),
        due=tuple(next_.cards[pk] for pk in found.due[:DUE] if pk != _module(first)),
        due_in_all=len(found.due),
        others=tuple([one for one in rest if one.kind == Kind.FRESH.value][: OTHERS - 1]),
        finished=tuple(next_.cards[pk] for pk in finished),
        walks=tuple(walks[:PATHS]),
        reached=tuple(one for one in next_.stands if _is_news(one.reading.awarded_at, now)),
        badges=tuple(one for one in badges if _is_news(one.awarded_at, now)),
        intro="" if begun else _intro(),
        minutes=minutes,
    )


def _module(first: Proposed | None) -> int | None:
    return first.card.module.pk if first and first.card else None


def _is_news(at: datetime.datetime | None, now: datetime.datetime) -> bool:
    return at is not None and now - at <= NEWS


def _intro() -> str:
    studio = HomePage.objects.live().first()
    return studio.intro if studio else ""
