"""The model as the site has it: its own functions, nothing rewritten for speed."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

import numpy as np

from benchmarks.tracing import logs
from gamification.rules.calibrating import Difficulty, FirstAnswer, calibrate
from gamification.rules.learner import Learner, Observed, Standing
from gamification.rules.rating import AVERAGE, SITE, Belief, Constants, predicted


def difficulties(
    learners: Iterable[logs.Learner], constants: Constants = SITE
) -> Mapping[Hashable, Difficulty]:
    """By the site's own job. An answer whose question the log does not name is a first answer to some item of
    its concept, and the concept stands for them all.
    """
    return calibrate(
        (
            FirstAnswer(learner.uid, answer.item, dict.fromkeys(answer.concepts, 1.0), answer.right)
            for learner in learners
            for answer in learner.answers
        ),
        constants=constants,
    )


def predictions(
    learners: Iterable[logs.Learner],
    known: Mapping[Hashable, Difficulty],
    constants: Constants = SITE,
) -> tuple[np.ndarray, np.ndarray]:
    """Chance of each answer before it is given, and whether it was right."""
    chances: list[float] = []
    rights: list[int] = []
    for learner in learners:
        held = Learner(Belief(0.0, constants.general), constants=constants)
        fresh = Standing(Belief(0.0, constants.own))
        for answer in learner.answers:
            item = known[answer.item].belief if answer.item in known else AVERAGE
            # The first by its name leads, as on the site where all weights are equal.
            leading = held.own.get(answer.concepts[0], fresh)
            chances.append(predicted(held.general, leading.belief, item))
            rights.append(answer.right)
            held.observe(Observed(answer.right, 1.0, dict.fromkeys(answer.concepts, 1.0), item))
    return np.array(chances), np.array(rights)
