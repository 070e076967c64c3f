"""Levels of mastery, and what each asks for. Pure.

A level is awarded where the ability is above its cut with a probability of at least 0.8 and its gates of
evidence hold: right choices alone never make a practitioner.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.db import models

LEVEL_RULE = "level/1"
ENOUGH_WEIGHT = 4.0
"""Weighted answers before anything is said about a competency."""
ROUNDING = 1e-9
"""What a sum of many small weights may fall short by."""
SURE = 0.8


class Level(models.TextChoices):
    NOVICE = "novice", "Novice"
    APPRENTICE = "apprentice", "Apprentice"
    PRACTITIONER = "practitioner", "Practitioner"
    EXPERT = "expert", "Expert"


LEVELS = tuple(Level)
"""From the lowest to the highest."""
CUTS = {
    Level.NOVICE: -math.inf,
    Level.APPRENTICE: 0.0,
    Level.PRACTITIONER: math.log(0.70 / 0.30),
    Level.EXPERT: math.log(0.85 / 0.15),
}
"""Ability in logits: of a hundred average questions 50, 70 and 85 right."""


@dataclass(frozen=True)
class Tally:
    """Hands-on evidence in a competency. labs: passed; contexts: different ones among those labs.

    reviews: passed blind reviews by peers of at least Practitioner. transfers: passed transfer tasks.
    """

    labs: int = 0
    contexts: int = 0
    reviews: int = 0
    transfers: int = 0


@dataclass(frozen=True)
class Gate:
    """One thing a level asks for. words: what it is, for people."""

    words: str
    needs: float
    has: float

    @property
    def met(self) -> bool:
        return self.has >= self.needs - ROUNDING


def gates(level: Level, *, weight: float, tally: Tally) -> tuple[Gate, ...]:
    """The evidence that a level asks for, and what of it is there. Higher levels ask for all of the lower."""
    asked = [Gate("Answers that count", ENOUGH_WEIGHT, weight)]
    if level in (Level.PRACTITIONER, Level.EXPERT):
        labs = 3 if level == Level.EXPERT else 2
        asked += [Gate("Labs passed", labs, tally.labs), Gate("Different contexts", 2, tally.contexts)]
    if level == Level.EXPERT:
        asked += [
            Gate("A blind review by a peer of at least Practitioner", 1, tally.reviews),
            Gate("A transfer task passed", 1, tally.transfers),
        ]
    return tuple(asked)


def likelihood_above(mean: float, variance: float, cut: float) -> float:
    """P(ability > cut), ability being normal. All in logits."""
    if cut == -math.inf:
        return 1.0
    return 0.5 * (1 + math.erf((mean - cut) / math.sqrt(2 * variance)))


def sure_of(level: Level, *, mean: float, variance: float) -> bool:
    return likelihood_above(mean, variance, CUTS[level]) >= SURE


def earned(*, mean: float, variance: float, weight: float, tally: Tally) -> tuple[Level, ...]:
    """Every level whose conditions hold, from the lowest up."""
    return tuple(
        level
        for level in LEVELS
        if sure_of(level, mean=mean, variance=variance)
        and all(gate.met for gate in gates(level, weight=weight, tally=tally))
    )


def following(level: Level | None) -> Level | None:
    """The level after this one; None after the last."""
    position = LEVELS.index(level) + 1 if level else 0
    return LEVELS[position] if position < len(LEVELS) else None
