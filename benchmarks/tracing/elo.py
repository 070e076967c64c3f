"""Plain Elo: a number for each learner and concept, one for each concept, both moved by K (Pelánek 2016)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from benchmarks.tracing.figures import auc
from benchmarks.tracing.logs import Learner, Log
from benchmarks.tracing.tuning import FITTED, JUDGED

STEPS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.6)


def run(learners: Iterable[Learner], k: float, difficulty: dict[str, float]) -> tuple[np.ndarray, np.ndarray]:
    """Chances and what happened. difficulty: moved as the answers come."""
    chances: list[float] = []
    rights: list[int] = []
    for learner in learners:
        ability: dict[str, float] = defaultdict(float)
        for answer in learner.answers:
            for place, concept in enumerate(answer.concepts):
                p = 1 / (1 + math.exp(difficulty[concept] - ability[concept]))
                if not place:
                    chances.append(p)
                    rights.append(answer.right)
                ability[concept] += k * (answer.right - p)
                difficulty[concept] -= k * (answer.right - p)
    return np.array(chances), np.array(rights)


def predictions(log: Log) -> tuple[np.ndarray, float]:
    """Chances of the test split, difficulties going on from where training left them; and the best K."""

    def judged(k: float) -> float:
        difficulty: dict[str, float] = defaultdict(float)
        run((one for one in log.training if one.fold in FITTED), k, difficulty)
        return auc(*run((one for one in log.training if one.fold in JUDGED), k, difficulty))

    best = max(STEPS, key=judged)
    difficulty: dict[str, float] = defaultdict(float)
    run(log.training, best, difficulty)
    return run(log.test, best, difficulty)[0], best
