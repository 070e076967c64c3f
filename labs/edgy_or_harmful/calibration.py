"""How well somebody's confidence fits how often they are right. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SURE = {"guess": 0.4, "rather": 0.6, "quite": 0.8, "certain": 0.95}
"""What each word is taken to mean: the chance of being right, among three calls."""
WORDS = {"guess": "A guess", "rather": "Rather sure", "quite": "Quite sure", "certain": "Certain"}
NEAR = 0.1
"""How far the two shares may lie apart and still be called a fit."""


@dataclass(frozen=True)
class Calibration:
    """confidence and right: means, 0..1. brier: mean squared distance of the two, 0 is best (Brier 1950).

    levels: (word, cases decided so, of them right), those that were used.
    """

    confidence: float
    right: float
    brier: float
    levels: tuple[tuple[str, int, int], ...]

    @property
    def words(self) -> str:
        gap = self.confidence - self.right
        if abs(gap) <= NEAR:
            return "You were about as sure as you were right."
        if gap > 0:
            return "You were surer than you were right. Ask a second pair of eyes when it feels certain."
        return "You were right more often than you thought. Say so, and say why."


def calibration(decided: Iterable[tuple[str, bool]]) -> Calibration:
    """decided: (level of `SURE`, whether it was right), at least one."""
    found = list(decided)
    number = len(found)
    levels = []
    for level in SURE:
        these = [right for one, right in found if one == level]
        if these:
            levels.append((WORDS[level], len(these), sum(these)))
    return Calibration(
        confidence=sum(SURE[level] for level, _ in found) / number,
        right=sum(right for _, right in found) / number,
        brier=sum((SURE[level] - right) ** 2 for level, right in found) / number,
        levels=tuple(levels),
    )
