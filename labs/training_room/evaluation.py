"""What a model gets right and wrong. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from labs.training_room.room import Line

HALF = 0.5
"""The chance from which a line counts as flagged in the test."""
Chances = Mapping[str, float]
"""Mark of a line -> the model's chance that it is to be flagged."""


@dataclass(frozen=True)
class Counts:
    """Lines. caught and missed: of those to be flagged. wrongly and passed: of those to be let pass."""

    caught: int
    missed: int
    wrongly: int
    passed: int

    @property
    def lines(self) -> int:
        return self.to_flag + self.to_pass

    @property
    def right(self) -> int:
        return self.caught + self.passed

    @property
    def to_flag(self) -> int:
        return self.caught + self.missed

    @property
    def to_pass(self) -> int:
        return self.wrongly + self.passed

    @property
    def flagged(self) -> int:
        return self.caught + self.wrongly

    @property
    def accuracy(self) -> float:
        return self.right / self.lines

    @property
    def precision(self) -> float | None:
        """Of those flagged, how many had to be. None where nothing is flagged."""
        return self.caught / self.flagged if self.flagged else None

    @property
    def recall(self) -> float | None:
        """Of those that had to be flagged, how many were. None where there is none."""
        return self.caught / self.to_flag if self.to_flag else None

    @property
    def wrongly_rate(self) -> float:
        """Of lines to be let pass, how many were flagged; 0 where there is none."""
        return self.wrongly / self.to_pass if self.to_pass else 0.0


def counts(lines: Iterable[Line], chances: Chances, threshold: float = HALF) -> Counts:
    pairs = [(line.flag, chances[line.mark] >= threshold) for line in lines]
    return Counts(*(pairs.count(one) for one in ((True, True), (True, False), (False, True), (False, False))))


def by_group(lines: Sequence[Line], chances: Chances) -> dict[str, Counts]:
    groups = dict.fromkeys(line.group for line in lines)
    return {group: counts([one for one in lines if one.group == group], chances) for group in groups}


def worst_groups(groups: Mapping[str, Counts]) -> tuple[str, ...]:
    """Those whose harmless lines are flagged at the highest rate; none where all rates are alike."""
    top = max(one.wrongly_rate for one in groups.values())
    there = tuple(name for name, one in groups.items() if one.wrongly_rate == top)
    return there if len(there) < len(groups) else ()


def is_named(groups: Mapping[str, Counts], worse: str) -> bool:
    """worse: the group somebody named, empty for none. Of several at the top, any is right."""
    return worse in (worst_groups(groups) or ("",))
