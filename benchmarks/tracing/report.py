"""The mastery model beside its rivals, and whether what was aimed at is met."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from benchmarks.tracing import elo, ours, pfa
from benchmarks.tracing.figures import Figures, figures, platt
from benchmarks.tracing.logs import Log
from benchmarks.tracing.tuning import tune

OURS, SCALED = "This model, as the site has it", "This model, Platt scaling"
ELO, COUNTS, LOG_COUNTS = "Plain Elo", "PFA on counts", "PFA on log counts"
NEAR = 0.02
"""How far below PFA on log counts the AUC may be."""
CALIBRATED = 0.04


def evaluate(log: Log) -> Iterator[tuple[str, Figures]]:
    """The figures of each model on the test split; whatever is fitted, on the training folds."""
    known = ours.difficulties(log.training)
    chances, right = ours.predictions(log.test, known)
    yield OURS, figures(chances, right)
    scaled = platt(*ours.predictions(log.training, known))
    yield SCALED, figures(scaled(chances), right)
    chances, k = elo.predictions(log)
    yield f"{ELO}, K {k:g}", figures(chances, right)
    yield COUNTS, figures(pfa.predictions(log, logarithms=False), right)
    yield LOG_COUNTS, figures(pfa.predictions(log, logarithms=True), right)
    share = np.mean([answer.right for learner in log.training for answer in learner.answers])
    yield "A constant", figures(np.full(len(right), share), right)


def verdicts(found: dict[str, Figures]) -> Iterator[tuple[str, bool]]:
    """What was aimed at, and whether it is met."""
    mine = found[SCALED]
    rivals = {name.split(",")[0]: one for name, one in found.items()}
    for name in (ELO, COUNTS):
        yield f"AUC ahead of {name}", mine.auc > rivals[name].auc
    yield f"AUC within {NEAR} of {LOG_COUNTS}", mine.auc >= rivals[LOG_COUNTS].auc - NEAR
    yield f"Calibration error under {CALIBRATED}", mine.calibration < CALIBRATED


def report(log: Log) -> bool:
    """Print a log's figures. Returns whether every target is met."""
    unit = "questions named" if log.names_items else "no questions named: the concept stands for them"
    print(f"\n{log.name}: {log.test_answers:,} answers of {len(log.test):,} learners held out, {unit}")
    print(f"{'':32} {'AUC':>7} {'RMSE':>7} {'calibration error':>18}")
    found = {}
    for name, one in evaluate(log):
        found[name] = one
        print(f"{name:32} {one.auc:7.4f} {one.rmse:7.4f} {one.calibration:18.4f}", flush=True)
    met = True
    for words, holds in verdicts(found):
        print(f"{words}: {'holds' if holds else 'MISSED'}")
        met = met and holds
    return met


def search(log: Log) -> None:
    """Print every better set of constants; the last is the one to take."""
    for constants, loss in tune(log):
        print(f"{log.name}: {constants}, log loss {loss:.5f}", flush=True)
