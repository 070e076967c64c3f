"""How far people agree who labelled the same things. Pure.

Alpha: K. Krippendorff, “Computing Krippendorff's Alpha-Reliability” (2011), by the matrix of coincidences.
Kappa: J. Cohen, “A coefficient of agreement for nominal scales” (1960).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Literal, TypeVar

Metric = Literal["nominal", "ordinal", "interval"]
V = TypeVar("V", bound=Hashable)

RELIABLE, TENTATIVE = 0.8, 0.667
"""Krippendorff's marks (Content Analysis, chapter on reliability): below the second, draw no conclusion."""


@dataclass(frozen=True)
class Alpha:
    """value: 1 for full agreement, 0 for what chance would give, below 0 for less; None where nothing can be
    said. units: things that at least two people labelled. people: the most who labelled one of them.
    """

    value: float | None
    units: int
    people: int

    @property
    def words(self) -> str:
        if not self.units:
            return "Nothing has two labels yet, so there is no agreement to measure."
        if self.value is None:
            return "Everyone chose the same throughout: alpha says nothing where nothing varies."
        if self.value >= RELIABLE:
            return "These labels can be relied on: other people, by this guideline, would give them too."
        if self.value >= TENTATIVE:
            return "Good enough for tentative conclusions. The guideline still leaves room."
        if self.value >= 0:
            return "Too far apart to rely on. Mend the guideline before anybody counts these labels."
        return "Less agreement than chance would give: people read the guideline in opposite ways."


def krippendorff(units: Iterable[Iterable[float | None]], metric: Metric) -> Alpha:
    """units: for each thing, the labels that people gave it, in any order; None where somebody gave none.

    Labels are numbers: for a nominal metric any, for an ordinal one ranks, for an interval one values.
    """
    labelled = [Counter(label for label in unit if label is not None) for unit in units]
    paired = [counts for counts in labelled if counts.total() > 1]
    seen = _coincidences(paired)
    totals: defaultdict[float, float] = defaultdict(float)
    for (label, _), number in seen.items():
        totals[label] += number
    people = max((counts.total() for counts in paired), default=0)
    return Alpha(_alpha(seen, totals, _distance(metric, totals)), len(paired), people)


def _coincidences(units: Iterable[Counter[float]]) -> Mapping[tuple[float, float], float]:
    """How often each ordered pair of labels stands within a unit, each unit counting as its labels."""
    seen: defaultdict[tuple[float, float], float] = defaultdict(float)
    for counts in units:
        others = counts.total() - 1
        for one, two in permutations(counts, 2):
            seen[one, two] += counts[one] * counts[two] / others
        for label, number in counts.items():
            seen[label, label] += number * (number - 1) / others
    return seen


def _alpha(
    seen: Mapping[tuple[float, float], float],
    totals: Mapping[float, float],
    distance: Callable[[float, float], float],
) -> float | None:
    number = sum(totals.values())
    apart = sum(share * distance(*pair) for pair, share in seen.items())
    expected = sum(totals[one] * totals[two] * distance(one, two) for one, two in permutations(totals, 2))
    return 1 - (number - 1) * apart / expected if expected else None


def _distance(metric: Metric, totals: Mapping[float, float]) -> Callable[[float, float], float]:
    """The squared difference of two labels."""
    if metric == "nominal":
        return lambda one, two: float(one != two)
    if metric == "interval":
        return lambda one, two: (one - two) ** 2

    def ordinal(one: float, two: float) -> float:
        low, high = sorted((one, two))
        between = sum(number for label, number in totals.items() if low <= label <= high)
        return (between - (totals[low] + totals[high]) / 2) ** 2

    return ordinal


def kappa(pairs: Iterable[tuple[V, V]]) -> float | None:
    """Cohen's, of two people who labelled the same things. None where neither ever varied, or nothing is
    labelled.
    """
    found = list(pairs)
    if not found:
        return None
    same = sum(one == two for one, two in found) / len(found)
    firsts, seconds = (Counter(side) for side in zip(*found, strict=True))
    by_chance = sum(firsts[label] * seconds[label] for label in firsts) / len(found) ** 2
    return (same - by_chance) / (1 - by_chance) if by_chance < 1 else None


def confusion(pairs: Iterable[tuple[V, V]], labels: Sequence[V]) -> tuple[tuple[int, ...], ...]:
    """How often the first of a pair was each label (a row) when the second was each (a column)."""
    seen = Counter(pairs)
    return tuple(tuple(seen[row, column] for column in labels) for row in labels)
