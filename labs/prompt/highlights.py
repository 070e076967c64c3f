"""The text of a prompt in pieces, each with what its words were taken for. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from labs.prompt.grading.elements import NINE


@dataclass(frozen=True)
class Piece:
    """covers: labels of the elements that these words state. flags: what is amiss with them.

    ends: labels of what ends with this piece, elements first: they stand behind it.
    """

    text: str
    covers: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Stretch:
    start: int
    end: int
    label: str
    amiss: bool


def pieces(text: str, found: Mapping[str, Any]) -> list[Piece]:
    """found: of `found_of`, for this very text."""
    stretches = list(dict.fromkeys([*_covering(found), *_amiss(found)]))
    edges = sorted({0, len(text), *(one.start for one in stretches), *(one.end for one in stretches)})
    return [_piece(text, start, end, stretches) for start, end in zip(edges, edges[1:], strict=False)]


def _piece(text: str, start: int, end: int, stretches: list[_Stretch]) -> Piece:
    over = [one for one in stretches if one.start <= start and end <= one.end]
    return Piece(
        text[start:end],
        covers=_labels(one for one in over if not one.amiss),
        flags=_labels(one for one in over if one.amiss),
        ends=_labels(one for one in over if one.end == end),
    )


def _labels(stretches: Iterator[_Stretch]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.label for one in stretches))


def _covering(found: Mapping[str, Any]) -> Iterator[_Stretch]:
    for element in NINE:
        for start, end in found["elements"][element.key]["spans"]:
            yield _Stretch(start, end, element.label, amiss=False)


def _amiss(found: Mapping[str, Any]) -> Iterator[_Stretch]:
    for one in found["contradictions"]:
        for start, end in one["spans"]:
            yield _Stretch(start, end, "Contradiction", amiss=True)
    for one in found["leaks"]:
        yield _Stretch(*one["span"], "Leak", amiss=True)
    for one in found["notes"]:
        if one["kind"] == "vague" and one["span"]:
            yield _Stretch(*one["span"], "Vague", amiss=True)
