"""The constants, from the training folds alone: one after the other on a grid, until none gets better."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from benchmarks.tracing.figures import log_loss, platt
from benchmarks.tracing.logs import Log
from benchmarks.tracing.ours import difficulties, predictions
from gamification.rules.rating import Constants

GRID = {
    "general": (0.5, 0.7, 1.0, 1.4, 2.0),
    "own": (0.1, 0.2, 0.3, 0.4, 0.6, 1.0),
    "general_drift": (0.0005, 0.001, 0.002, 0.005, 0.01),
    "drift": (0.005, 0.01, 0.02, 0.03, 0.05, 0.1),
}
"""No drift of 0: what somebody knew once would then be known for ever."""
BEGIN = Constants(general=1.0, own=1.0, general_drift=0.005, drift=0.02)
"""Those of the field's first guess."""
FITTED, JUDGED = {0, 1, 2}, {3, 4}
"""Training folds that difficulties are calibrated on, and those that constants are judged by."""


def loss(log: Log, constants: Constants) -> float:
    """Mean log loss of the judged folds, after Platt scaling: the constants are to order answers well, and a
    learner begins at 0, "half of the average questions", whatever the log's learners begin at.
    """
    known = difficulties((one for one in log.training if one.fold in FITTED), constants)
    chances, rights = predictions((one for one in log.training if one.fold in JUDGED), known, constants)
    return log_loss(platt(chances, rights)(chances), rights)


def tune(log: Log) -> Iterator[tuple[Constants, float]]:
    """Every better set of constants, and its loss; the last is the best."""
    best, least = BEGIN, loss(log, BEGIN)
    yield best, least
    tried = {best}
    moved = True
    while moved:
        moved = False
        for name, values in GRID.items():
            for value in values:
                candidate = replace(best, **{name: value})
                if candidate in tried:
                    continue
                tried.add(candidate)
                found = loss(log, candidate)
                if found < least:
                    best, least, moved = candidate, found, True
                    yield best, least
