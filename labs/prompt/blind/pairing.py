"""What is held against what, and in which order and on which side it is shown. Pure.

Each pair is shown twice, the second time with its sides swapped: a choice that goes with the side and not
with the text shows itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

from labs.prompt.writing import words_of

T = TypeVar("T")

FEWEST_PAIRS, MOST_PAIRS = 2, 6
"""Of one pair alone the second showing would follow on the first. Six are twelve judgements: ten minutes."""


@dataclass(frozen=True)
class Text:
    """An output. id: of its row."""

    id: int
    words: str


@dataclass(frozen=True)
class Showing:
    """pair: its place among the pairs. swapped: what is first of the pair stands on the right."""

    pair: int
    swapped: bool

    def sides(self, pair: tuple[T, T]) -> tuple[T, T]:
        """(what stands on the left, what stands on the right)."""
        first, second = pair
        return (second, first) if self.swapped else (first, second)


def pairs(first: Sequence[Text], second: Sequence[Text], seed: int) -> list[tuple[int, int]]:
    """(id, id) of outputs of the one and of the other, each as evenly often as it goes; at most MOST_PAIRS.

    What both have says nothing of either, and is left out.
    """
    both = {words_of(one.words) for one in first} & {words_of(one.words) for one in second}
    left, right = (
        _ordered([one for one in texts if words_of(one.words) not in both], f"{seed} {name}")
        for name, texts in (("first", first), ("second", second))
    )
    # By diagonals, so that every output has its turn before one has a second.
    found = [
        (one.id, right[(place + step) % len(right)].id)
        for step in range(len(right))
        for place, one in enumerate(left)
    ]
    return found[:MOST_PAIRS]


def showings(count: int, seed: int) -> list[Showing]:
    """Two for each of so many pairs: all of them once, then all once more, the sides swapped.

    The same seed gives the same order for ever. From two pairs on, no pair comes twice running.
    """
    once, again = (_ordered(range(count), f"{seed} {turn}") for turn in ("once", "again"))
    if count > 1 and again[0] == once[-1]:
        again[0], again[1] = again[1], again[0]
    swapped = {pair: _digest(f"{seed} side", pair) < "8" for pair in range(count)}
    return [
        *(Showing(pair, swapped[pair]) for pair in once),
        *(Showing(pair, not swapped[pair]) for pair in again),
    ]


def _ordered(things: Sequence[T], salt: str) -> list[T]:
    # By digests and not by `random`, whose orders another Python may draw otherwise.
    places = sorted(range(len(things)), key=lambda place: _digest(salt, place))
    return [things[place] for place in places]


def _digest(salt: str, place: int) -> str:
    return sha256(f"{salt} {place}".encode()).hexdigest()
