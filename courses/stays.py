"""How long someone was at a lesson, from what the server saw of them. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil
from statistics import median

LONGEST_STAY = 300.0
"""Seconds that count between two things someone did. Whoever was away for longer was not at the lesson."""


def time_taken(moments: Iterable[datetime.datetime]) -> float:
    """Seconds from the first to the last of the moments, pauses cut. What follows the last is not seen."""
    gaps = ((after - before).total_seconds() for before, after in pairwise(sorted(moments)))
    return sum(min(gap, LONGEST_STAY) for gap in gaps)


def middle(seconds: Sequence[float]) -> float:
    """The median."""
    return median(seconds)


def ninetieth(seconds: Sequence[float]) -> float:
    """The shortest time that nine in ten keep to: the nearest-rank percentile."""
    return sorted(seconds)[ceil(0.9 * len(seconds)) - 1]
