"""How hard questions are, from what people answered first. Pure.

The arithmetic that counts an answer for its learner (`gamification.rules.rating.step`), run over everybody's
first answers in the order of time, with a belief about each item beside those about each learner: a question
that only strong learners met is not taken for an easy one. M. E. Glickman (1999), as there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

from gamification.rules.learner import Learner, Observed
from gamification.rules.rating import SITE, Belief, Constants

CALIBRATION_RULE = "calibration/1"
FEWEST_ANSWERS = 10
"""Fewer say more about who happened to answer than about the question. It stays an average one until then, as
every question begins: a figure that jumps about from night to night would help nobody."""


@dataclass(frozen=True)
class FirstAnswer:
    """score: 0..1. feeds: competency slug -> how much of the answer's weight goes there."""

    learner: Hashable
    item: Hashable
    feeds: Mapping[str, float]
    score: float


@dataclass(frozen=True)
class Difficulty:
    """belief: logits, 0 an average question and more a harder one. answers: how many it rests on."""

    belief: Belief
    answers: int


def calibrate(
    answers: Iterable[FirstAnswer], *, constants: Constants = SITE, fewest: int = FEWEST_ANSWERS
) -> dict[Hashable, Difficulty]:
    """Item -> difficulty, of the items with at least `fewest` answers.

    answers: in the order of time; one that feeds nothing is passed over. The difficulties' mean is 0, for the
    figure people read is out of a hundred average questions: that is what makes a question average.
    """
    learners: defaultdict[Hashable, Learner] = defaultdict(
        lambda: Learner(Belief(0.0, constants.general), constants=constants)
    )
    beliefs: dict[Hashable, Belief] = {}
    numbers: Counter[Hashable] = Counter()
    for one in answers:
        told = Observed(one.score, 1.0, one.feeds, beliefs.get(one.item, Belief(0.0, constants.item)))
        if not told.counting:
            continue
        beliefs[one.item] = learners[one.learner].observe(told)
        numbers[one.item] += 1
    known = {item: belief for item, belief in beliefs.items() if numbers[item] >= fewest}
    centre = fmean(belief.mean for belief in known.values()) if known else 0.0
    return {
        item: Difficulty(Belief(belief.mean - centre, belief.variance), numbers[item])
        for item, belief in known.items()
    }
