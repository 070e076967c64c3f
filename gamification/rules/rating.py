"""How an answer moves what is believed of a learner: Elo with uncertainty, pure functions on the logit scale.

Ability in a competency is g + m: a general part, shared by everything the learner does, and a part of the
competency's own; difficulty is b. Each is a normal belief, and one answer is one step of an extended Kalman
filter with a Bernoulli observation. Sources: M. E. Glickman, Parameter estimation in large dynamic paired
comparison experiments (1999); R. Pelánek, Applications of the Elo rating system in adaptive educational
systems (2016). The whole story: docs/mastery-model.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

RULE = "mastery/2"


class Belief(NamedTuple):
    """mean: logits. variance: logits squared; 0 is known for certain, and never moved."""

    mean: float = 0.0
    variance: float = 1.0


@dataclass(frozen=True)
class Constants:
    """What the arithmetic is set to, all variances in logits squared.

    general, own, item: doubt about the three before any answer. general_drift, drift: doubt added to the
    first two before each answer, for people change between two of them.
    """

    general: float = 1.0
    own: float = 0.4
    item: float = 1.0
    general_drift: float = 0.0005
    drift: float = 0.03


SITE = Constants()
"""Chosen by `python -m benchmarks.mastery DATA --tune` on the training folds of ASSISTments 2015; but for the
item's, which that log cannot tell and stays at 1."""
AVERAGE = Belief(0.0, 0.0)
"""An item nobody has calibrated: taken for average, and left so."""


def chance(logits: float) -> float:
    """The logistic function, without overflow."""
    return 0.5 * (1 + math.tanh(logits / 2))


def step(
    general: Belief,
    own: Belief,
    item: Belief = AVERAGE,
    *,
    score: float,
    weight: float,
    constants: Constants = SITE,
) -> tuple[Belief, Belief, Belief]:
    """The three beliefs after one answer, in the same order.

    score y: 0 wrong to 1 right. weight w: how many full answers it tells as much as; 0 changes nothing. With
    drift added to Vg and V: p = sigmoid(g + m - b), k = w p (1 - p), D = 1 + k (Vg + V + Vb),
    e = w (y - p) / D; g += Vg e, m += V e, b -= Vb e, and each V -= V² k / D.
    Raises ValueError for a score outside its range and for a negative weight.
    """
    if not 0 <= score <= 1 or weight < 0:
        raise ValueError(f"A score lies between 0 and 1 and a weight is not negative: {score}, {weight}.")
    if weight == 0:
        return general, own, item
    general_variance = general.variance + constants.general_drift
    variance = own.variance + constants.drift
    expected = chance(general.mean + own.mean - item.mean)
    information = weight * expected * (1 - expected)
    damping = 1 + information * (general_variance + variance + item.variance)
    error = weight * (score - expected) / damping
    kept = information / damping
    return (
        Belief(general.mean + general_variance * error, general_variance - general_variance**2 * kept),
        Belief(own.mean + variance * error, variance - variance**2 * kept),
        Belief(item.mean - item.variance * error, item.variance - item.variance**2 * kept),
    )


def predicted(general: Belief, own: Belief, item: Belief = AVERAGE) -> float:
    """The chance of a right answer, 0..1, before it is given."""
    return chance(general.mean + own.mean - item.mean)
