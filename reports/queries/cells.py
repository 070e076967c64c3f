"""One person in one competency, as every page shows it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from courses.models import Competency
from gamification.queries import mastery_of
from gamification.rules import Reading


@dataclass(frozen=True)
class Cell:
    """now: the moment that “due” is judged by."""

    competency: Competency
    reading: Reading
    now: datetime.datetime

    @property
    def due(self) -> bool:
        return self.reading.due(self.now)

    @property
    def states(self) -> tuple[str, ...]:
        """What is to be said beside the level, which stands."""
        thin = self.reading.level is not None and not self.reading.enough
        said = (("due for a refresher", self.due), ("not enough evidence at present", thin))
        return tuple(words for words, holds in said if holds)

    @property
    def words(self) -> str:
        return ", ".join((self.reading.words, *self.states))


def cells_of(
    people: Iterable[User], competencies: Sequence[Competency], *, now: datetime.datetime | None = None
) -> dict[int, tuple[Cell, ...]]:
    """User id -> a cell a competency, in their order. Costs what `mastery_of` costs, whatever the size."""
    people, now = list(people), now or timezone.now()
    readings = mastery_of(people, competencies)
    return {
        person.pk: tuple(Cell(one, readings[person.pk][one.slug], now) for one in competencies)
        for person in people
    }
