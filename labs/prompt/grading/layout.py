"""How a text is set out: sentences, the segments between its stops and commas, and fields under headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from labs.prompt.grading.lexicon import groups, spelled_out
from labs.prompt.grading.tokens import BREAKS, ENDS, Token

_LONGEST_HEADING = 4
_BULLETS = frozenset("-\u2013\u2014*\u2022\u00b7\u25cf\u25aa+>#")
_STARTS = frozenset("{[\n;|.,!?)\u2022\u00b7\u2014\u2013-*#>")
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Field:
    """kind: an element's key, "free" or "meta". label, value: ranges of tokens. real: it has an answer."""

    kind: str
    label: Range
    value: Range
    real: bool


@cache
def headings() -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for kind, listed in groups("headings").items():
        if kind != "empty":
            for term in listed:
                for sequence in spelled_out(term):
                    found.setdefault(sequence, kind)
    return found


@cache
def _no_answers() -> frozenset[tuple[str, ...]]:
    listed = groups("headings")["empty"]
    return frozenset(one for term in listed for one in spelled_out(term))


def ranges(tokens: Sequence[Token], stops: frozenset[str]) -> list[Range]:
    """The stretches between such signs."""
    found, start = [], 0
    for place, token in enumerate(tokens):
        if token.kind == "sign" and token.word in stops:
            if place > start:
                found.append((start, place))
            start = place + 1
    if len(tokens) > start:
        found.append((start, len(tokens)))
    return found


def segments(tokens: Sequence[Token]) -> list[Range]:
    return ranges(tokens, BREAKS)


def sentences(tokens: Sequence[Token]) -> list[Range]:
    return ranges(tokens, ENDS)


def fields(tokens: Sequence[Token]) -> list[Field]:
    labels = [one for place in range(len(tokens)) if (one := _label(tokens, place))]
    found = []
    for number, (kind, start, end) in enumerate(labels):
        limit = labels[number + 1][1] if number + 1 < len(labels) else len(tokens)
        value = (end, _value_end(tokens, end, limit))
        found.append(Field(kind, (start, end), value, is_real(tokens[value[0] : value[1]])))
    return found


def is_real(tokens: Sequence[Token]) -> bool:
    said = tuple(token.word for token in tokens if token.is_word)
    return bool(said) and said not in _no_answers() and said[:2] not in _no_answers()


def _label(tokens: Sequence[Token], colon: int) -> tuple[str, int, int] | None:
    """The heading that ends with the sign at this place: its kind, its first token, the token after it."""
    sign = tokens[colon]
    if sign.kind != "sign" or sign.word not in ":=\u2013\u2014-":
        return None
    start = colon
    while start > 0 and tokens[start - 1].is_word and colon - start < _LONGEST_HEADING:
        start -= 1
    begins = start == 0 or (tokens[start - 1].kind == "sign" and tokens[start - 1].word in _STARTS)
    for first in range(start, colon):
        words = tuple(token.word for token in tokens[first:colon])
        numberless = tuple(word for word in words if not word[0].isdigit())
        kind = headings().get(words) or headings().get(numberless)
        if not kind or (first == start and not begins):
            continue
        # In the middle of a line, or before a dash, a heading is one of the nine and bears a capital.
        if (
            kind
            and sign.word == ":"
            and first > 0
            and tokens[first - 1].word in "{,["
            and tokens[colon - 1].end < sign.start
        ):
            # {"lighting": …}: the quote between the word and its colon makes it a heading.
            return kind, first, colon + 1
        firm = first == start and (first == 0 or tokens[first - 1].word not in "," and sign.word in ":=")
        named = kind not in ("free", "meta") and (tokens[first].capital or first == 0)
        if firm and (sign.word in ":=" or named) or (named and sign.word in ":="):
            return kind, first, colon + 1
        if named and begins and first == start and _alone(tokens, first):
            return kind, first, colon + 1
    return None


def _alone(tokens: Sequence[Token], first: int) -> bool:
    """At the start of a line, bullets aside."""
    while first > 0 and tokens[first - 1].word in _BULLETS:
        first -= 1
    return first == 0 or tokens[first - 1].word == "\n"


def _value_end(tokens: Sequence[Token], start: int, limit: int) -> int:
    """A value ends with its sentence or line; with nothing on its line, it is the list that follows."""
    if start < limit and tokens[start].word == "\n":
        after = start + 1
        while after < limit and tokens[after].word in _BULLETS:
            after = _line_end(tokens, after, limit) + 1
        if after > start + 1:
            return min(after, limit)
        return start
    for place in range(start, limit):
        if tokens[place].kind == "sign" and tokens[place].word in ".!?\n|{}[]" and place > start:
            return place
    return limit


def _line_end(tokens: Sequence[Token], place: int, limit: int) -> int:
    while place < limit and tokens[place].word != "\n":
        place += 1
    return place
