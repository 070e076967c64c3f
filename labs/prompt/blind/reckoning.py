"""What came of judging every pair twice. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from labs.prompt.blind.pairing import Showing


class Answer(StrEnum):
    """What somebody says of a pair: the one on the left, the one on the right, or neither of them."""

    LEFT = "left"
    RIGHT = "right"
    SAME = "same"


class Finding(StrEnum):
    """What both answers about a pair say together."""

    FIRST = "first"
    SECOND = "second"
    EVEN = "even"
    """No difference, both times."""
    ALWAYS_LEFT = "always left"
    ALWAYS_RIGHT = "always right"
    UNSURE = "unsure"
    """A difference once, and none the other time."""


# On a phone the two stand one above the other.
SIDES = (
    (Finding.ALWAYS_LEFT, "A, the left or upper one"),
    (Finding.ALWAYS_RIGHT, "B, the right or lower one"),
)


@dataclass(frozen=True)
class Reckoning:
    """findings: of each pair, in the order of the pairs."""

    findings: tuple[Finding, ...]

    def count(self, *kinds: Finding) -> int:
        return sum(Counter(self.findings)[kind] for kind in kinds)

    @property
    def pairs(self) -> int:
        return len(self.findings)

    @property
    def wins(self) -> tuple[int, int]:
        """Pairs that the first and that the second won: chosen both times, on either side."""
        return self.count(Finding.FIRST), self.count(Finding.SECOND)

    @property
    def winner(self) -> Finding | None:
        """FIRST or SECOND; None where neither won more pairs."""
        first, second = self.wins
        if first == second:
            return None
        return Finding.FIRST if first > second else Finding.SECOND

    @property
    def by_side(self) -> int:
        """Pairs where the choice stayed with the side and not with the output."""
        return self.count(Finding.ALWAYS_LEFT, Finding.ALWAYS_RIGHT)


def reckon(shown: Sequence[Showing], answers: Sequence[Answer]) -> Reckoning:
    """answers: to each of shown, in order. Only a choice that stays with its output counts for that."""
    said: dict[int, list[tuple[Answer, bool]]] = {}
    for showing, answer in zip(shown, answers, strict=True):
        said.setdefault(showing.pair, []).append((answer, showing.swapped))
    return Reckoning(tuple(_finding(said[pair]) for pair in sorted(said)))


def _finding(said: list[tuple[Answer, bool]]) -> Finding:
    answers = {answer for answer, _ in said}
    if answers == {Answer.SAME}:
        return Finding.EVEN
    if Answer.SAME in answers:
        return Finding.UNSURE
    if len(answers) == 1:
        return Finding.ALWAYS_LEFT if answers == {Answer.LEFT} else Finding.ALWAYS_RIGHT
    answer, swapped = said[0]
    return Finding.FIRST if (answer == Answer.LEFT) != swapped else Finding.SECOND


def told(found: Reckoning, names: tuple[str, str] | None) -> list[str]:
    """In sentences. names: of the first and the second: “version 1”; None where what was compared is not of
    them, so that neither of them won.
    """
    sentences = [_won(found, names), _stayed(found)] if names else [_stayed(found)]
    for kind, side in SIDES:
        if times := found.count(kind):
            sentences.append(
                f"In {_pairs(times)} you chose {side}, both times: there the side may have chosen, and not "
                "the text. It counts for neither."
            )
    if even := found.count(Finding.EVEN):
        sentences.append(f"In {_pairs(even)} you saw no difference either time.")
    if unsure := found.count(Finding.UNSURE):
        sentences.append(f"In {_pairs(unsure)} you saw a difference once and none the other time.")
    return sentences


def _won(found: Reckoning, names: Sequence[str]) -> str:
    wins: Mapping[str, int] = dict(zip(names, found.wins, strict=True))
    if not any(wins.values()):
        return "Neither won a pair: nowhere did your choice stay with the same output."
    ahead, behind = sorted(names, key=lambda name: -wins[name])
    if found.winner is None:
        return f"Each won {_pairs(wins[ahead])}. By this there is nothing to choose between them."
    less = wins[behind] or "none"
    return f"{ahead.capitalize()} won {_pairs(wins[ahead])}, {behind} won {less}."


def _stayed(found: Reckoning) -> str:
    stayed = sum(found.wins)
    return (
        f"In {stayed} of {_pairs(found.pairs)} you stayed with the same output when the sides were swapped."
    )


def _pairs(count: int) -> str:
    return f"{count} pair" if count == 1 else f"{count} pairs"
