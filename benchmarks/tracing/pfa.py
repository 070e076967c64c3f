"""Performance factors analysis (Pavlik, Cen and Koedinger 2009): a logistic regression on a learner's earlier
right and wrong answers to each concept, as counts or as their logarithms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from scipy.sparse import csr_matrix, diags
from scipy.special import expit

from benchmarks.tracing.logs import Learner, Log

RIDGE = 0.1
"""Keeps the coefficient of a concept nobody was asked about at 0."""


def predictions(log: Log, *, logarithms: bool) -> np.ndarray:
    concepts = sorted(
        {one for learner in log.training for answer in learner.answers for one in answer.concepts}
    )
    places = {concept: place for place, concept in enumerate(concepts)}
    x, right = _features(log.training, places, logarithms)
    weights = _fitted(x, right)
    return expit(_features(log.test, places, logarithms)[0] @ weights)


def _features(
    learners: Iterable[Learner], places: dict[str, int], logarithms: bool
) -> tuple[csr_matrix, np.ndarray]:
    """Three columns a concept: it is asked, right before, wrong before."""
    values, columns, ends, rights = [], [], [0], []
    for learner in learners:
        before: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for answer in learner.answers:
            for concept in answer.concepts:
                if concept in places:
                    wrong, right = before[concept]
                    values += [1.0, float(right), float(wrong)]
                    columns += range(3 * places[concept], 3 * places[concept] + 3)
                before[concept][answer.right] += 1
            ends.append(len(values))
            rights.append(answer.right)
    data = np.array(values)
    if logarithms:
        data[1::3], data[2::3] = np.log1p(data[1::3]), np.log1p(data[2::3])
    shape = (len(rights), 3 * len(places))
    return csr_matrix((data, np.array(columns), np.array(ends)), shape=shape), np.array(rights)


def _fitted(x: csr_matrix, right: np.ndarray) -> np.ndarray:
    """Newton's method, with halved steps where a whole one overshoots."""
    weights = np.zeros(x.shape[1])
    least = _loss(x, right, weights)
    for _ in range(30):
        p = expit(x @ weights)
        slope = x.T @ (right - p) - RIDGE * weights
        curve = (x.T @ diags(p * (1 - p)) @ x).toarray() + RIDGE * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        while (found := _loss(x, right, weights + step)) > least:
            step /= 2
            if np.abs(step).max() < 1e-6:
                return weights
        weights, before, least = weights + step, least, found
        if before - least < 1e-4:
            break
    return weights


def _loss(x: csr_matrix, right: np.ndarray, weights: np.ndarray) -> float:
    logits = x @ weights
    return float(np.logaddexp(0, np.where(right == 1, -logits, logits)).sum() + RIDGE / 2 * weights @ weights)
