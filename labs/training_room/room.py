"""A training room as its author filled it: lines with their groups, and the key. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from labs.training_room.task import Label, Use, lines_in

TEN = 10
Labels = Mapping[str, bool]
"""Mark of a line -> whether somebody flagged it."""


@dataclass(frozen=True)
class Line:
    """mark: the same for the same words. flag: what the key says."""

    mark: str
    text: str
    group: str
    use: str
    flag: bool


@dataclass(frozen=True)
class Room:
    """flag and let_pass: names of the two classes."""

    flag: str
    let_pass: str
    lines: tuple[Line, ...]

    def name_of(self, flagged: bool) -> str:
        return self.flag if flagged else self.let_pass

    @cached_property
    def by_mark(self) -> dict[str, Line]:
        return {line.mark: line for line in self.lines}

    @property
    def held_out(self) -> list[Line]:
        return self._of(Use.HELD_OUT)

    @property
    def cases(self) -> list[Line]:
        return self._of(Use.CASE)

    def pool(self, round: int) -> list[Line]:
        return self._of(Use.POOL) if round == 1 else self._of(Use.POOL, Use.LATER)

    @property
    def groups(self) -> list[str]:
        """Of the held-out lines, in the author's order."""
        return list(dict.fromkeys(line.group for line in self.lines if line.use == Use.HELD_OUT))

    def _of(self, *uses: str) -> list[Line]:
        # By mark, which is as good as shuffled: the author's order would tell the key.
        return sorted((line for line in self.lines if line.use in uses), key=lambda line: line.mark)

    @property
    def is_whole(self) -> bool:
        """A draft may lack anything."""
        return bool(self.pool(1) and self.held_out and self.cases)


def room_of(task: Mapping[str, Any]) -> Room:
    lines = [
        Line(_mark(text), text, bundle["group"] or "", bundle["use"], bundle["label"] == Label.FLAG)
        for bundle in task["bundles"]
        for text in lines_in(bundle)
    ]
    return Room(task["flag"] or "", task["let_pass"] or "", tuple(lines))


def ten_of(labels: Labels) -> dict[str, bool]:
    """Ten of somebody's labels, five of each class where there are five. Always the same ten."""
    first, second = ([mark for mark in sorted(labels) if labels[mark] is side] for side in (True, False))
    half = TEN // 2
    taken = first[: max(half, TEN - len(second))] + second[: max(half, TEN - len(first))]
    return {mark: labels[mark] for mark in taken[:TEN]}


def count(lines: Sequence[Line], labels: Labels | None = None) -> list[tuple[str, int, int]]:
    """(group, lines, of them flagged by labels), of each group there is."""
    found = []
    for group in dict.fromkeys(line.group for line in lines):
        mine = [line for line in lines if line.group == group]
        found.append((group, len(mine), sum(bool(labels and labels.get(line.mark)) for line in mine)))
    return sorted(found)


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
