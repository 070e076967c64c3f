"""Evidence as the rules want it."""

from __future__ import annotations

import datetime

from courses.models import Evidence
from gamification.rules import AVERAGE, Belief, Observed

Through = tuple[datetime.datetime, int]


def observed(row: Evidence) -> Observed:
    """What an answer tells, by the weights and the calibration frozen in it."""
    return Observed(row.score, row.weight, row.competencies, item_of(row.calibration))


def item_of(calibration: dict[str, float]) -> Belief:
    difficulty, variance = calibration.get("difficulty", 0.0), calibration.get("variance", 0.0)
    return Belief(difficulty, variance) if difficulty or variance else AVERAGE


def place(row: Evidence) -> Through:
    """Where a row stands among its learner's: facts count in the order of their times, then numbers."""
    return row.created_at, row.pk
