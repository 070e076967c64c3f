"""What the next level asks for, and what of it is there. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass

from gamification.rules.levels import (
    CUTS,
    ROUNDING,
    SURE,
    Gate,
    Level,
    Tally,
    following,
    gates,
    likelihood_above,
)
from gamification.rules.rating import chance
from gamification.rules.reading import Reading


@dataclass(frozen=True)
class Ahead:
    """gates: evidence it asks for. right: of 100 average questions, so many must be right.

    sure: per cent that they would be, rounded down; asked: per cent that are asked for. Both None where a
    level asks for evidence alone.
    """

    level: Level
    gates: tuple[Gate, ...]
    right: int | None = None
    sure: int | None = None
    asked: int | None = None

    @property
    def sure_enough(self) -> bool:
        return self.sure is None or self.asked is None or self.sure >= self.asked


def ahead(reading: Reading, tally: Tally) -> Ahead | None:
    """None where the highest level was awarded."""
    level = following(reading.level)
    if level is None:
        return None
    asked = gates(level, weight=reading.weight, tally=tally)
    cut = CUTS[level]
    if cut == -math.inf:
        return Ahead(level, asked)
    sure = likelihood_above(reading.mean, reading.variance, cut)
    return Ahead(
        level,
        asked,
        right=round(100 * chance(cut)),
        sure=math.floor(100 * sure + ROUNDING),
        asked=round(100 * SURE),
    )
