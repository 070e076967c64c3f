"""A project's visual language: what every prompt of it must state, and which of its words one has. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from labs.prompt.grading.reading import Reading
from labs.prompt.grading.tokens import tokenize


@dataclass(frozen=True)
class Required:
    """element: key of one of the nine. says: in the project's words. any_of: terms, one of which must stand
    in the prompt; none where any words that cover the element will do.
    """

    element: str
    says: str
    any_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stated:
    """Which words of what is required are found in a prompt; met: any of them."""

    required: Required
    met: bool
    words: tuple[str, ...]


def check(text: str, found: Mapping[str, Any], language: Sequence[Required]) -> list[Stated]:
    """found: of `labs.prompt.found`, for this very text. A term counts where the prompt wants it in the
    picture; of restrictions, where the prompt keeps it out.
    """
    reading = Reading(text)
    return [_stated(reading, found["elements"][one.element], one) for one in language]


def _stated(reading: Reading, found: Mapping[str, Any], required: Required) -> Stated:
    words = [reading.text[start:end] for start, end in found["spans"]]
    if required.any_of and words:
        words = [said for term in required.any_of for said in _said(reading, term, required, found["spans"])]
    return Stated(required, bool(words), tuple(dict.fromkeys(words)))


def _said(reading: Reading, term: str, required: Required, spans: Sequence[Sequence[int]]) -> Iterator[str]:
    """The places of a term, as they are written there."""
    looked_for = [token.single for token in tokenize(term) if token.is_word]
    tokens = reading.tokens
    for start in range(len(tokens) - len(looked_for) + 1 if looked_for else 0):
        end = start + len(looked_for)
        if [token.single for token in tokens[start:end]] != looked_for:
            continue
        place = reading.span(start, end)
        if required.element == "restrictions":
            counts = any(begin <= place.start and place.end <= until for begin, until in spans)
        else:
            counts = reading.stands(start, end)
        if counts:
            yield place.of(reading.text)
