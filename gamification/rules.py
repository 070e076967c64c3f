"""Evidence becomes a figure, a level and a badge: pure functions, no database.

The figure is an uncertainty-aware Elo rating, one a learner and competency: ability on the logit scale, held
as a mean and a variance and updated as an extended Kalman filter would with one Bernoulli observation.
Difficulties are frozen numbers from a calibration: an answer touches its learner's rows only.
The whole story: docs/mastery.md.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import models

RULE = "mastery/1"
DRIFT = 0.02
"""Variance added before an answer: people change between two of them."""
ENOUGH_WEIGHT = 4.0
"""Weighted answers before anything is said about a competency."""
ROUNDING = 1e-9
"""What a sum of many small weights may fall short by."""
SURE = 0.8
APPRENTICE_CUT = 0.0
"""Ability in logits: an average question is answered right as often as not."""

CLEAN_TAKE = "clean-take"
CLEAN_TAKE_RULE = "clean-take/1"


class Level(models.TextChoices):
    NOVICE = "novice", "Novice"
    APPRENTICE = "apprentice", "Apprentice"


@dataclass(frozen=True)
class Standing:
    """What the evidence says so far.

    mean: logits. variance: logits squared. weight: weighted answers. answers: how many counted.
    """

    mean: float = 0.0
    variance: float = 1.0
    weight: float = 0.0
    answers: int = 0


def update(standing: Standing, *, score: float, weight: float, item_difficulty: float = 0.0) -> Standing:
    """The standing after one answer.

    score y: 0 wrong to 1 right. weight w: how many full answers it tells as much as; 0 changes nothing.
    item_difficulty b: logits. Source: Elo with a variance (Glickman 1999; Pelánek 2016), here as the extended
    Kalman step: V += 0.02, p = sigmoid(m - b), k = w p (1 - p), D = 1 + k V, m += V w (y - p) / D,
    V -= V² k / D. Raises ValueError for a score outside its range and for a negative weight.
    """
    if not 0 <= score <= 1 or weight < 0:
        raise ValueError(f"A score lies between 0 and 1 and a weight is not negative: {score}, {weight}.")
    if weight == 0:
        return standing
    variance = standing.variance + DRIFT
    expected = chance(standing.mean - item_difficulty)
    information = weight * expected * (1 - expected)
    damping = 1 + information * variance
    return Standing(
        mean=standing.mean + variance * weight * (score - expected) / damping,
        variance=variance - variance**2 * information / damping,
        weight=standing.weight + weight,
        answers=standing.answers + 1,
    )


def chance(logits: float) -> float:
    """The logistic function, without overflow."""
    return 0.5 * (1 + math.tanh(logits / 2))


@dataclass(frozen=True)
class Reading:
    """What a person is told about a competency. Everyone reads the same.

    figure: 0..100, the chance in percent of answering an average question right; None while evidence is thin.
    level: None while evidence is thin. answers: how many counted. weight: theirs together.
    """

    figure: int | None = None
    level: Level | None = None
    answers: int = 0
    weight: float = 0.0

    @property
    def enough(self) -> bool:
        return self.level is not None

    @property
    def words(self) -> str:
        return str(self.level.label) if self.level else "Not enough evidence yet"

    @property
    def gathered(self) -> int:
        """Per cent of the evidence it takes to say something; 100 once it can be said."""
        return 100 if self.enough else math.floor(100 * self.weight / ENOUGH_WEIGHT)


def reading(standing: Standing) -> Reading:
    """A level is said only where it is at least 80 % likely; Novice where no more than that can be said."""
    if standing.weight < ENOUGH_WEIGHT - ROUNDING:
        return Reading(answers=standing.answers, weight=standing.weight)
    apprentice = likelihood_above(standing, APPRENTICE_CUT) >= SURE
    return Reading(
        figure=round(100 * chance(standing.mean)),
        level=Level.APPRENTICE if apprentice else Level.NOVICE,
        answers=standing.answers,
        weight=standing.weight,
    )


def likelihood_above(standing: Standing, cut: float) -> float:
    """P(ability > cut), ability being normal with the standing's mean and variance. cut: logits."""
    return 0.5 * (1 + math.erf((standing.mean - cut) / math.sqrt(2 * standing.variance)))


def is_clean_take(questions: Collection[str], right_at_first_try: Mapping[str, int]) -> bool:
    """Every question was answered right at the first try.

    questions: block ids. right_at_first_try: block id -> evidence id.
    """
    return bool(questions) and all(question in right_at_first_try for question in questions)
