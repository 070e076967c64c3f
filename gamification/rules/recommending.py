"""What to take up next, and why: candidates are scored and say their reasons. Pure.

The weights order by importance and are no measurement: what was begun comes before what was not, what a
person's own path says next counts as much as the widest gap, and what fits the time at hand before all else.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass

from gamification.rules.reading import Reading

FITS = 10.0
RUNNING = 6.0
DUE = 3.0
NEXT_ON_PATH = 2.0
OPEN_ON_PATH = 1.0
WAITS_ON_PATH = -1.5
GAP = 2.0
"""For a competency of full weight of which nothing is known to be mastered."""
REFRESHER = 0.5
UNKNOWN, THIN = 0.7, 0.8
"""The gap where nothing was answered yet, and where it was begun and is too little to say."""
SURE_FROM = 75
"""A figure from which a person is taken further, and not told of a gap."""
MOST_REASONS = 2
REVIEW_MINUTES = 5
"""A review takes no longer, so whoever has no more time is offered it first."""


class Kind(enum.Enum):
    RUNNING = "running"
    DUE = "due"
    FRESH = "fresh"
    REVIEW = "review"


@dataclass(frozen=True)
class Gap:
    """A competency that a module feeds. weight: how much. is_due: for a refresher."""

    name: str
    weight: float
    reading: Reading
    is_due: bool = False

    @property
    def need(self) -> float:
        """0, nothing is missing, to 1."""
        if self.reading.figure is None:
            return THIN if self.reading.answers else UNKNOWN
        return 1 - self.reading.figure / 100

    @property
    def words(self) -> str:
        if self.reading.figure is None:
            if self.reading.answers:
                return f"there is not enough evidence yet in {self.name}"
            return f"nothing on your record speaks of {self.name} yet"
        if self.reading.figure < SURE_FROM:
            return f"you are not yet sure in {self.name}"
        return f"it takes you further in {self.name}"


@dataclass(frozen=True)
class Place:
    """Where a module stands on one of the person's paths. waits: stops that come first there, by title."""

    path: str
    is_next: bool = False
    waits: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        if self.waits:
            return WAITS_ON_PATH
        return NEXT_ON_PATH if self.is_next else OPEN_ON_PATH

    @property
    def words(self) -> str:
        if self.waits:
            return f"it is on {self.path}, where “{self.waits[0]}” comes first"
        return f"it comes next on {self.path}" if self.is_next else f"it is open on {self.path}"


@dataclass(frozen=True)
class Candidate:
    """Something to do. module: its id; None for the day's review. seconds: that it still takes, if known."""

    module: int | None
    kind: Kind
    seconds: float | None = None
    gaps: tuple[Gap, ...] = ()
    places: tuple[Place, ...] = ()

    @property
    def widest(self) -> Gap | None:
        return max(self.gaps, key=lambda gap: gap.weight * gap.need, default=None)

    @property
    def place(self) -> Place | None:
        """On the path where it comes soonest."""
        return max(self.places, key=lambda place: place.score, default=None)

    @property
    def refresher(self) -> Gap | None:
        return next((gap for gap in self.gaps if gap.is_due), None)

    def fits(self, minutes: int | None) -> bool:
        return minutes is not None and self.seconds is not None and self.seconds <= 60 * minutes


@dataclass(frozen=True)
class Suggestion:
    """reasons: clauses. advice: what to do where it takes longer than there is time; else empty."""

    candidate: Candidate
    reasons: tuple[str, ...]
    advice: str = ""

    @property
    def words(self) -> str:
        *first, last = self.reasons
        said = f"{', '.join(first)}, and {last}" if first else last
        return f"Because {said}."


def recommended(candidates: Iterable[Candidate], minutes: int | None = None) -> list[Suggestion]:
    """The best first; of equals, the one named first. minutes: that the person has; None: any."""
    ranked = sorted(candidates, key=lambda one: -score(one, minutes))
    return [Suggestion(one, _reasons(one, minutes), _advice(one, minutes)) for one in ranked]


def score(one: Candidate, minutes: int | None = None) -> float:
    if one.kind is Kind.REVIEW:
        return 2 * FITS if minutes is not None and minutes <= REVIEW_MINUTES else 0.0
    time = FITS if one.fits(minutes) else 0.0
    if one.kind is Kind.RUNNING:
        return time + RUNNING
    gap = one.widest
    found = time + (GAP * gap.weight * gap.need if gap else 0.0)
    found += one.place.score if one.place else 0.0
    found += REFRESHER if one.refresher else 0.0
    return found + (DUE if one.kind is Kind.DUE else 0.0)


def _reasons(one: Candidate, minutes: int | None) -> tuple[str, ...]:
    said = []
    if one.kind is Kind.REVIEW:
        said.append("what you learnt comes back best just before it fades")
    if one.kind is Kind.RUNNING:
        said.append("you have begun it")
    if one.kind is Kind.DUE:
        said.append("it changed in what counts since you finished it")
    if one.refresher:
        said.append(f"{one.refresher.name} is due for a refresher")
    elif one.widest:
        said.append(one.widest.words)
    if one.place:
        said.append(one.place.words)
    said = said[:MOST_REASONS]
    if one.fits(minutes) or (one.kind is Kind.REVIEW and minutes is not None):
        said.append(f"it fits into {minutes} minutes")
    return tuple(said) or ("it comes next in the catalogue",)


def _advice(one: Candidate, minutes: int | None) -> str:
    if minutes is None or one.seconds is None or one.fits(minutes):
        return ""
    return "It takes longer than you have. Stop at any step: you go on where you left."
