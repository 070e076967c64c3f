"""One person in one competency, as every page shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accounts.models import User
from courses.models import Competency
from gamification.queries import mastery_of
from gamification.rules import Reading


@dataclass(frozen=True)
class Cell:
    competency: Competency
    reading: Reading


def cells_of(people: Iterable[User], competencies: Sequence[Competency]) -> dict[int, tuple[Cell, ...]]:
    """User id -> a cell a competency, in their order. Costs what `mastery_of` costs, whatever the size."""
    people = list(people)
    readings = mastery_of(people, competencies)
    return {
        person.pk: tuple(Cell(one, readings[person.pk][one.slug]) for one in competencies)
        for person in people
    }
