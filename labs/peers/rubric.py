"""What work is reviewed by, and how two reviews of it compare. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST = 3
"""Points a criterion gives."""
REVIEWERS = 2
FAR = 1
"""Steps that two people may lie apart on a criterion and still mean the same."""
SHORTEST, LONGEST = 10, 600
"""Characters of a sentence."""


@dataclass(frozen=True)
class Criterion:
    """meanings: what 0, 1, 2 and 3 points stand for."""

    name: str
    meanings: tuple[str, ...]


@dataclass(frozen=True)
class Rubric:
    """to_pass: per cent of the points."""

    criteria: tuple[Criterion, ...]
    to_pass: int

    def share(self, points: Sequence[int]) -> float:
        """0..1 of the points there are."""
        return sum(points) / (MOST * len(self.criteria))

    def passes(self, points: Sequence[int]) -> bool:
        return sum(points) * 100 >= self.to_pass * MOST * len(self.criteria)

    def fits(self, points: Iterable[int]) -> bool:
        """Whether these are points for each criterion."""
        found = list(points)
        return len(found) == len(self.criteria) and all(one in range(MOST + 1) for one in found)

    def differ(self, one: Sequence[int], two: Sequence[int]) -> bool:
        """Whether a third person has to decide: the two disagree on passing, or lie more than a step apart on
        half of the criteria or more.
        """
        apart = sum(abs(left - right) > FAR for left, right in zip(one, two, strict=True))
        return self.passes(one) != self.passes(two) or apart * 2 >= len(self.criteria)
