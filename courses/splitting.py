"""Where a module that is too long may be cut in two or more. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from courses.narration import CLOSING, OPENING
from courses.pacing import LIMIT_SECONDS, Ledger
from courses.steps import screens

MOST_PARTS = 4
MOST_PLACES = 40
"""More headings than that are thinned out: the choice of cuts grows with the third power of their number."""


@dataclass(frozen=True)
class Part:
    """A run of blocks that would be a module. title: its first heading. seconds: in its longest format."""

    block_ids: tuple[str, ...]
    title: str
    seconds: float


def propose(body: Any, clock: Ledger, *, limit: float = LIMIT_SECONDS) -> list[Part]:
    """The fewest parts that each fit, cut before headings, as even as those allow; before other screens where
    headings do not serve. Empty where no cut helps (one screen is too long by itself) or none is needed.
    """
    runs = screens(body)
    if clock.seconds <= limit or len(runs) < 2:
        return []
    measure = _Measure(runs, clock)
    headings = [place for place in range(1, len(runs)) if runs[place][0].block_type == "heading"]
    for places in (headings, list(range(1, len(runs)))):
        for number in range(2, MOST_PARTS + 1):
            if cuts := _best(_thinned(places), number, measure, limit):
                return [measure.part(start, end) for start, end in _spans(cuts, len(runs))]
    return []


class _Measure:
    """Seconds of any run of screens as a module of its own: with an opening and a closing."""

    def __init__(self, runs: Sequence[Sequence[Any]], clock: Ledger) -> None:
        self.runs = runs
        by_id = {one.block_id: one for one in clock.blocks}
        self.frame = [by_id[name] for name in (OPENING, CLOSING) if name in by_id]
        self.clocks = [[by_id[str(child.id)] for child in run] for run in runs]

    def seconds(self, start: int, end: int) -> float:
        counted = [*self.frame, *(one for run in self.clocks[start:end] for one in run)]
        return max(sum(one.read for one in counted), sum(one.spoken for one in counted))

    def part(self, start: int, end: int) -> Part:
        children = [child for run in self.runs[start:end] for child in run]
        heading = next((child.value["text"] for child in children if child.block_type == "heading"), "")
        return Part(tuple(str(child.id) for child in children), heading, self.seconds(start, end))


def _best(places: Sequence[int], number: int, measure: _Measure, limit: float) -> tuple[int, ...]:
    """The cuts into that many parts whose longest part is shortest; empty where none fits."""
    total = len(measure.runs)
    fitting = {}
    for cuts in combinations(places, number - 1):
        longest = max(measure.seconds(start, end) for start, end in _spans(cuts, total))
        if longest <= limit:
            fitting[cuts] = longest
    return min(fitting, key=lambda cuts: fitting[cuts]) if fitting else ()


def _spans(cuts: Sequence[int], total: int) -> list[tuple[int, int]]:
    edges = [0, *cuts, total]
    return list(zip(edges, edges[1:], strict=False))


def _thinned(places: Sequence[int]) -> Sequence[int]:
    return places[:: len(places) // MOST_PLACES + 1]
