"""Numbers in English prose, in figures or in words, and what they count. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generation.words import STOPWORDS, stem, words

_UNITS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: number * 10
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_TIMES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12}
_OTHERS = {"half": "0.5", "twice": "2"}
_REACH = 3
"""Words after a number among which stands what it counts."""


@dataclass(frozen=True)
class Figure:
    """value: in figures. of: stems of the words after it. bare: a “one”, which may count nothing."""

    value: str
    of: tuple[str, ...] = ()
    bare: bool = False


def figures(text: str) -> list[Figure]:
    """The numbers of a text in order."""
    said = words(text)
    return [
        Figure(value, _counted(said[end:]), said[start:end] == ["one"]) for start, end, value in _runs(said)
    ]


def agree(told: str, own: str) -> bool:
    """Whether every number of what is told stands in the author's text, counting something named there."""
    known = {one.value for one in figures(own)}
    about = {stem(word) for word in words(own)}
    for one in figures(told):
        if one.bare:
            continue
        if one.value not in known or (one.of and not about & set(one.of)):
            return False
    return True


def _counted(after: Sequence[str]) -> tuple[str, ...]:
    return tuple(stem(word) for word in after[:_REACH] if word not in STOPWORDS)


def _runs(said: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Where each number begins and ends, and its value: “twenty five” is one."""
    at = 0
    while at < len(said):
        if said[at][0].isdigit():
            yield at, at + 1, _even(said[at])
            at += 1
        elif said[at] in _OTHERS:
            yield at, at + 1, _OTHERS[said[at]]
            at += 1
        elif said[at] in _UNITS or said[at] in _TENS or said[at] in _TIMES:
            end, value = _spelt(said, at)
            yield at, end, str(value)
            at = end
        else:
            at += 1


def _even(figure: str) -> str:
    """The same figure for “1,900” and “1900”, “12.0” and “12”."""
    plain = re.sub(r",(?=\d{3})", "", figure)
    return plain.rstrip("0").rstrip(".") if re.fullmatch(r"\d+\.\d+", plain) else plain


def _spelt(said: Sequence[str], at: int) -> tuple[int, int]:
    """Where a number in words ends, and its value."""
    whole = part = 0
    begun = at
    while at < len(said):
        word = said[at]
        if word in _TIMES:
            part = max(part, 1) * _TIMES[word]
            if _TIMES[word] >= 1000:
                whole, part = whole + part, 0
        elif word in _TENS and part % 100 == 0:
            part += _TENS[word]
        elif word in _UNITS and (
            part % 100 == 0 or (part % 10 == 0 and part % 100 >= 20 and _UNITS[word] < 10)
        ):
            if at > begun and said[at - 1] in _UNITS:
                break
            part += _UNITS[word]
        else:
            break
        at += 1
    return at, whole + part
