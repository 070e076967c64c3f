"""Logistic regression with an L2 penalty, by gradient descent from zero: so that one can watch it learn.

It minimises mean cross-entropy + L2 / 2 * |weights|²; the bias has no penalty (Hastie, Tibshirani, Friedman,
“The Elements of Statistical Learning”, 4.4). There is no chance in it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from generation.learning_ports import Learned, Lesson, Point, Vectors

L2 = 0.003
STEPS, EVERY = 120, 4
"""Steps taken, and how many lie between two points of the curve."""
_LEAST = 1e-12
Floats = NDArray[np.float64]


class LogisticRegression:
    name, version = "Logistic regression", "1"

    def __init__(self, steps: int = STEPS) -> None:
        self.steps = steps

    def learn(self, lesson: Lesson) -> Learned:
        rows, labels = _with_bias(lesson.vectors), np.asarray(lesson.labels, dtype=float)
        held_rows, held_labels = _with_bias(lesson.held_out), np.asarray(lesson.held_out_labels, dtype=float)
        penalty = np.full(rows.shape[1], L2)
        penalty[-1] = 0.0
        # The steepest the slope can turn: a step of its inverse never overshoots.
        steepest = 0.25 * np.linalg.eigvalsh(rows @ rows.T / len(rows))[-1] + L2
        weights, curve = np.zeros(rows.shape[1]), []
        for step in range(self.steps + 1):
            if step % EVERY == 0:
                curve.append(
                    Point(
                        step, *_standing(rows @ weights, labels), *_standing(held_rows @ weights, held_labels)
                    )
                )
            slope = rows.T @ (_chance(rows @ weights) - labels) / len(rows) + penalty * weights
            if step < self.steps:
                weights = weights - slope / steepest
        return Learned(tuple(weights[:-1].tolist()), float(weights[-1]), tuple(curve))

    def judge(self, learned: Learned, vectors: Vectors) -> list[float]:
        return _chance(np.asarray(vectors, dtype=float) @ np.array(learned.weights) + learned.bias).tolist()


def _with_bias(vectors: Vectors) -> Floats:
    rows = np.asarray(vectors, dtype=float)
    return np.hstack([rows, np.ones((len(rows), 1))])


def _chance(sums: Floats) -> Floats:
    return 1.0 / (1.0 + np.exp(-sums))


def _standing(sums: Floats, labels: Floats) -> tuple[float, float]:
    """Loss and accuracy."""
    chance = np.clip(_chance(sums), _LEAST, 1 - _LEAST)
    loss = -np.mean(labels * np.log(chance) + (1 - labels) * np.log(1 - chance))
    return float(loss), float(np.mean((chance >= 0.5) == (labels == 1)))
