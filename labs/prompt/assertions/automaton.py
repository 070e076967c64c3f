"""Runs a pattern in time that grows with the text, at most MOST_STATES steps a character: no pattern can hold
a server up.

The states of a nondeterministic automaton are followed side by side (Thompson 1968), as the bits of a number,
and what a set of them does at a character is remembered. A backtracking engine needs exponential time for
patterns like ``(a+)+$``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from labs.contract import Refused
from labs.prompt.assertions.pattern import Edge, Either, Node, One, Repeat, Row, is_word, parse
from labs.prompt.assertions.text import units

MOST_STATES = 200
FOUND = -1

Around = tuple[bool | None, bool | None] | None
"""Whether the units before and after a place belong to a word, None at an end; None where nobody asks."""


@dataclass(frozen=True)
class _Step:
    """test: what must be there to go on to `then`; None asks nothing and goes on to all of them."""

    test: One | Edge | None
    then: tuple[int, ...]


@lru_cache(maxsize=256)
def automaton(pattern: str) -> Automaton:
    """Raises Refused (pattern)."""
    return Automaton(parse(pattern))


@lru_cache(maxsize=4096)
def matches(pattern: str, text: str) -> bool:
    """Whether a pattern fits anywhere in a text. Versions stay and tests stay: most was asked before."""
    return automaton(pattern).search(text)


class Automaton:
    def __init__(self, node: Node) -> None:
        self.steps: list[_Step] = []
        self.found = self._add(None)
        self.start = self._build(node, self.found)
        # Where no edge is asked for, what stands around a place makes no difference.
        self._asks_edges = any(isinstance(step.test, Edge) for step in self.steps)
        self._fitting: dict[int, int] = {}
        self._reached: dict[tuple[int, Around], int] = {}

    def search(self, text: str) -> bool:
        """Whether it fits anywhere in the text."""
        told: dict[tuple[int, Around, int], int] = {}
        took, before = 0, None
        for unit in units(text):
            around = self._around(before, unit)
            known = (took, around, unit)
            if known not in told:
                there = self._there(took, around)
                told[known] = FOUND if there & 1 << self.found else there & self._fits(unit)
            if (took := told[known]) == FOUND:
                return True
            before = unit
        return bool(self._there(took, self._around(before, None)) & 1 << self.found)

    def _around(self, before: int | None, unit: int | None) -> Around:
        if not self._asks_edges:
            return None
        return tuple(one if one is None else is_word(one) for one in (before, unit))

    def _there(self, took: int, around: Around) -> int:
        """The states one is in between two units. took: those that took the unit before."""
        there = self._reach(self.start, around)
        while took:
            lowest = took & -took
            there |= self._reach(self.steps[lowest.bit_length() - 1].then[0], around)
            took ^= lowest
        return there

    def _reach(self, state: int, around: Around) -> int:
        """The states that a state leads to without a unit, itself among them."""
        if (state, around) in self._reached:
            return self._reached[state, around]
        seen, left = 0, [state]
        while left:
            at = left.pop()
            if seen & 1 << at:
                continue
            seen |= 1 << at
            test = self.steps[at].test
            if test is None or (isinstance(test, Edge) and _holds(test, around)):
                left.extend(self.steps[at].then)
        self._reached[state, around] = seen
        return seen

    def _fits(self, unit: int) -> int:
        """The states that take a unit."""
        if unit not in self._fitting:
            tests = enumerate(step.test for step in self.steps)
            self._fitting[unit] = sum(
                1 << at for at, test in tests if isinstance(test, One) and test.fits(unit)
            )
        return self._fitting[unit]

    def _add(self, test: One | Edge | None, *then: int) -> int:
        if len(self.steps) == MOST_STATES:
            raise Refused("pattern", "This pattern repeats too much at once. Ask for less in one pattern.")
        self.steps.append(_Step(test, then))
        return len(self.steps) - 1

    def _build(self, node: Node, then: int) -> int:
        """Adds the states of a part that goes on to a state; returns the one it begins with."""
        if isinstance(node, Row):
            for part in reversed(node.parts):
                then = self._build(part, then)
            return then
        if isinstance(node, Either):
            return self._add(None, *(self._build(way, then) for way in node.ways))
        if isinstance(node, Repeat):
            return self._repeat(node, then)
        return self._add(node, then)

    def _repeat(self, node: Repeat, then: int) -> int:
        if node.most is None:
            loop = self._add(None)
            self.steps[loop] = _Step(None, (self._build(node.part, loop), then))
            then = loop
        for _ in range((node.most or node.least) - node.least):
            then = self._add(None, self._build(node.part, then), then)
        for _ in range(node.least):
            before, then = then, self._build(node.part, then)
            if then == before:  # a part without states, however often
                break
        return then


def _holds(edge: Edge, around: Around) -> bool:
    before, unit = around or (None, None)
    if edge.kind in "^$":
        return (before if edge.kind == "^" else unit) is None
    return (bool(before) != bool(unit)) == (edge.kind == "b")
