"""Runs a pattern in time that grows with the text alone: no pattern can hold a server up.

The states of a nondeterministic automaton are followed side by side (Thompson 1968), and what a set of them
does at a character is remembered. A backtracking engine needs exponential time for patterns like ``(a+)+$``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from labs.contract import Refused
from labs.prompt.assertions.pattern import Edge, Either, Node, One, Repeat, Row, is_word, parse
from labs.prompt.assertions.text import units

MOST_STATES = 200


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

    def search(self, text: str) -> bool:
        """Whether it fits anywhere in the text."""
        told: dict[tuple[frozenset[int], int | bool | None, int], frozenset[int] | None] = {}
        waiting: frozenset[int] = frozenset()
        before: int | None = None
        for unit in units(text):
            known = (waiting, before if before is None else is_word(before), unit)
            if known not in told:
                told[known] = self._next(waiting, before, unit)
            if (after := told[known]) is None:
                return True
            waiting, before = after, unit
        return self._next(waiting, before, None) is None

    def _next(self, waiting: frozenset[int], before: int | None, unit: int | None) -> frozenset[int] | None:
        """The states after a unit, None when the pattern has been found before it. unit: None at the end."""
        seen: set[int] = set()
        left = [self.start, *waiting]
        after = set()
        while left:
            if (at := left.pop()) in seen:
                continue
            if at == self.found:
                return None
            seen.add(at)
            step = self.steps[at]
            if isinstance(step.test, One):
                if unit is not None and step.test.fits(unit):
                    after.update(step.then)
            elif step.test is None or _holds(step.test, before, unit):
                left.extend(step.then)
        return frozenset(after)

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


def _holds(edge: Edge, before: int | None, unit: int | None) -> bool:
    if edge.kind in "^$":
        return (before if edge.kind == "^" else unit) is None
    return (is_word(before) != is_word(unit)) == (edge.kind == "b")
