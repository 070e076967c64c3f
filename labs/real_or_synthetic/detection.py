"""How well somebody tells false from true, and which way they lean: two figures, kept apart. Pure.

Signal detection theory: Green and Swets, 1966; the correction for few items is the log-linear one of Hautus,
1995. "Signal" is an item that is not so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import NormalDist

LEANS = 0.3
"""A criterion further from 0 than this is called a lean."""
TELLS_SOME, TELLS_WELL = 0.5, 1.5
"""Marks of d' for the words: 0 is a coin."""


@dataclass(frozen=True)
class Detection:
    """caught: false items called false, of false. alarms: true items called false, of true.

    d: d', 0 for a coin. lean: the criterion c; below 0 somebody calls things false more readily than true.
    """

    caught: int
    false: int
    alarms: int
    true: int
    d: float
    lean: float

    @property
    def words(self) -> str:
        if self.d >= TELLS_WELL:
            return "You tell the two apart well."
        if self.d >= TELLS_SOME:
            return "You tell the two apart, with misses."
        return "You did not tell the two apart better than a coin would."

    @property
    def leaning(self) -> str:
        if self.lean < -LEANS:
            return "You lean to calling things false. Distrust is no skill: true items pay for it."
        if self.lean > LEANS:
            return "You lean to believing. Leave the page before you pass something on."
        return "You lean neither way."


def detection(judged: Iterable[tuple[bool, bool]]) -> Detection:
    """judged: (whether the item is so, whether somebody called it so), at least one of each kind of item."""
    found = list(judged)
    false = [said for genuine, said in found if not genuine]
    true = [said for genuine, said in found if genuine]
    caught, alarms = false.count(False), true.count(False)
    hits, slips = _z(caught, len(false)), _z(alarms, len(true))
    return Detection(caught, len(false), alarms, len(true), d=hits - slips, lean=-(hits + slips) / 2)


def _z(number: int, of: int) -> float:
    return NormalDist().inv_cdf((number + 0.5) / (of + 1))
