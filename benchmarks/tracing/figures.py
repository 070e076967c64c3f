"""How good predictions are, and a way to make them say what they mean."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit
from scipy.stats import rankdata

BINS = 10
TINY = 1e-9


@dataclass(frozen=True)
class Figures:
    """auc: chance that a right answer was thought likelier than a wrong one. rmse, calibration: 0..1."""

    auc: float
    rmse: float
    calibration: float


def figures(predicted: np.ndarray, right: np.ndarray) -> Figures:
    """predicted: chances, 0..1. right: 0 or 1."""
    return Figures(
        auc(predicted, right),
        float(np.sqrt(np.mean((predicted - right) ** 2))),
        calibration_error(predicted, right),
    )


def auc(predicted: np.ndarray, right: np.ndarray) -> float:
    """Area under the ROC curve by ranks (Mann and Whitney), ties halved."""
    positive = int(right.sum())
    negative = len(right) - positive
    if not positive or not negative:
        return 0.5
    ranks = rankdata(predicted)[right == 1].sum()
    return float((ranks - positive * (positive + 1) / 2) / (positive * negative))


def calibration_error(predicted: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error: |predicted - happened| in ten bins of equal width, weighed by answers."""
    bins = np.minimum((predicted * BINS).astype(int), BINS - 1)
    numbers = np.bincount(bins, minlength=BINS)
    gaps = np.bincount(bins, predicted, BINS) - np.bincount(bins, right, BINS)
    return float(np.abs(gaps[numbers > 0]).sum() / len(right))


def log_loss(predicted: np.ndarray, right: np.ndarray) -> float:
    kept = np.clip(predicted, TINY, 1 - TINY)
    return float(-np.mean(np.where(right == 1, np.log(kept), np.log(1 - kept))))


@dataclass(frozen=True)
class Platt:
    """Chances put right by a straight line on the logit scale (J. Platt 1999)."""

    slope: float
    shift: float

    def __call__(self, predicted: np.ndarray) -> np.ndarray:
        return expit(self.slope * logit(np.clip(predicted, TINY, 1 - TINY)) + self.shift)


def platt(predicted: np.ndarray, right: np.ndarray) -> Platt:
    """Fitted by Newton's method."""
    x = np.column_stack([logit(np.clip(predicted, TINY, 1 - TINY)), np.ones(len(predicted))])
    line = np.array([1.0, 0.0])
    for _ in range(12):
        p = expit(x @ line)
        line += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x, x.T @ (right - p))
    return Platt(float(line[0]), float(line[1]))
