"""How far a reviewer's points can be relied on, from how they agreed with others. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

UNKNOWN = 0.5
"""Of somebody whose points nobody has been able to compare yet."""
PRIOR = 6
"""Criteria that this first guess counts for: two works of three criteria each."""
CREDIT = (1.0, 0.5)
"""For the same points, and for a step apart; further is none. Points given by chance earn 0.44 by it."""


@dataclass(frozen=True)
class Compared:
    """Criteria that somebody else judged too: how many alike, a step apart, further apart."""

    alike: int = 0
    near: int = 0
    far: int = 0

    @property
    def number(self) -> int:
        return self.alike + self.near + self.far


def compared(pairs: Iterable[tuple[int, int]]) -> Compared:
    """pairs: a reviewer's points and those they are held against, a criterion each."""
    steps = [abs(one - two) for one, two in pairs]
    return Compared(steps.count(0), steps.count(1), sum(step > 1 for step in steps))


def reliability(found: Compared) -> float:
    """0..1: (credit + PRIOR · UNKNOWN) / (number + PRIOR). With few comparisons it stays near a half."""
    credit = found.alike * CREDIT[0] + found.near * CREDIT[1]
    return (credit + PRIOR * UNKNOWN) / (found.number + PRIOR)
