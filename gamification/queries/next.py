"""The next best thing for one person: what they may take up, weighed by where they stand."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from courses.models import Competency, ModuleCompetency
from courses.paths import Standing
from courses.queries import Bearings, Card, Walk, cards
from gamification.queries.mastery import mastery_of
from gamification.queries.review import review_waits
from gamification.rules import Reading
from gamification.rules.recommending import (
    REVIEW_MINUTES,
    Candidate,
    Gap,
    Kind,
    Place,
    Suggestion,
    recommended,
)

MOST_RUNNING, MOST_DUE, MOST_FRESH = 4, 4, 6


@dataclass(frozen=True)
class Stand:
    """Where somebody is in one competency."""

    competency: Competency
    reading: Reading


@dataclass(frozen=True)
class Next:
    """suggestions: the best first. cards: by module id, of those and of whatever else was asked for.

    stands: every competency that something open to them feeds.
    """

    suggestions: tuple[Suggestion, ...]
    cards: dict[int, Card]
    stands: tuple[Stand, ...]


def next_best(
    found: Bearings,
    walks: Sequence[Walk],
    *,
    now: datetime.datetime,
    minutes: int | None = None,
    also: Sequence[int] = (),
) -> Next:
    """What to do next, with its reasons. Nine queries, however much there is.

    walks: the paths they are on. minutes: that they have. Five are for memory and for what was begun: no gaps
    are weighed then, and the day's review is proposed. also: modules whose cards are wanted too.
    """
    short = minutes is not None and minutes <= REVIEW_MINUTES
    fed = {} if short else _fed(found)
    stands = _stands(found, fed)
    candidates = [
        Candidate(pk, kind, None, _gaps(fed.get(pk, ()), stands, now), _places(pk, walks))
        for kind, modules in _open(found).items()
        for pk in modules
    ]
    likely = [one for one in candidates if one.kind is not Kind.FRESH]
    fresh = [one.candidate for one in recommended(one for one in candidates if one.kind is Kind.FRESH)]
    likely += fresh[:MOST_FRESH]
    wanted = dict.fromkeys([*(one.module for one in likely), *also])
    drawn = cards(found.user, [found.modules[pk] for pk in wanted], list(found.courses.values()))
    by_id = {card.module.pk: card for card in drawn}
    timed = [replace(one, seconds=_seconds(by_id[one.module])) for one in likely]
    if short and review_waits(found.user, now):
        timed.append(Candidate(None, Kind.REVIEW))
    return Next(tuple(recommended(timed, minutes)), by_id, tuple(stands.values()))


def _open(found: Bearings) -> dict[Kind, list[int]]:
    return {
        Kind.RUNNING: found.running[:MOST_RUNNING],
        Kind.DUE: found.due[:MOST_DUE],
        Kind.FRESH: found.fresh,
    }


def _fed(found: Bearings) -> dict[int, list[ModuleCompetency]]:
    """Module id -> what it feeds, of everything open to them. One query."""
    fed: dict[int, list[ModuleCompetency]] = {}
    rows = ModuleCompetency.objects.filter(module__in=list(found.modules)).select_related("competency")
    for row in rows:
        fed.setdefault(row.module_id, []).append(row)
    return fed


def _stands(found: Bearings, fed: dict[int, list[ModuleCompetency]]) -> dict[int, Stand]:
    """By competency id."""
    named = {row.competency_id: row.competency for rows in fed.values() for row in rows}
    if not named:
        return {}
    readings = mastery_of([found.user], named.values())[found.user.pk]
    ordered = sorted(named.items(), key=lambda pair: (pair[1].sort_order, pair[1].name))
    return {pk: Stand(competency, readings[competency.slug]) for pk, competency in ordered}


def _gaps(
    rows: Sequence[ModuleCompetency], stands: dict[int, Stand], now: datetime.datetime
) -> tuple[Gap, ...]:
    told = [(row.weight, stands[row.competency_id]) for row in rows]
    return tuple(
        Gap(stand.competency.name, weight, stand.reading, stand.reading.due(now)) for weight, stand in told
    )


def _places(module: int, walks: Sequence[Walk]) -> tuple[Place, ...]:
    """Where a module stands on someone's paths. Of a course, only its first unfinished module comes next."""
    return tuple(
        Place(
            walk.path.title,
            is_next=stop is walk.next and any(module in option.left[:1] for option in stop.options),
            waits=tuple(walk.title(node) for node, _ in stop.waits),
        )
        for walk in walks
        for stop in walk.stops
        if stop.standing is not Standing.DONE and any(module in option.left for option in stop.options)
    )


def _seconds(card: Card) -> float:
    """What is left of it; a module that is due again is taken again from its beginning."""
    return card.reel.seconds - (0 if card.finished else card.reel.done)
