"""Which phrases of a prompt may be about an element that was not detected. A hint: it covers nothing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from labs.prompt.grading.elements import ELEMENTS

if TYPE_CHECKING:
    from generation.ports import Embedder

VERSION = "near/1"
NEAR = 0.45
"""Cosine of a phrase and what people write of an element, from which it is told."""
_FEWEST_WORDS = 2


@cache
def prototypes() -> tuple[tuple[str, str], ...]:
    """(element, what somebody might write of it)."""
    read = tomllib.loads((Path(__file__).parent / "prototypes.toml").read_text(encoding="utf-8"))
    return tuple((key, words) for key in ELEMENTS for words in read[key])


def phrases(text: str) -> list[str]:
    """What stands between stops, commas and ends of lines, without a heading before it."""
    cut = (re.sub(r"^\s*\w+\s*:", "", part).strip() for part in re.split(r"[.;,!?\n]+", text))
    return list(dict.fromkeys(part for part in cut if len(part.split()) >= _FEWEST_WORDS))


def suggestions(text: str, missing: Collection[str], embedder: Embedder) -> list[tuple[str, int]]:
    """(element, place among `phrases`): for each element that is missing at most one phrase, which is
    nearer to it than to any other. Raises EngineError.
    """
    found = phrases(text)
    if not found or not missing:
        return []
    known = prototypes()
    vectors = embedder.embed([*found, *(words for _, words in known)])
    cosines = vectors[: len(found)] @ vectors[len(found) :].T
    best: dict[str, tuple[float, int]] = {}
    for place, row in enumerate(cosines):
        cosine, key = _nearest([float(one) for one in row], [key for key, _ in known])
        if key in missing and cosine >= max(NEAR, best.get(key, (0.0, 0))[0]):
            best[key] = (cosine, place)
    return [(key, best[key][1]) for key in ELEMENTS if key in best]


def _nearest(cosines: Sequence[float], keys: Sequence[str]) -> tuple[float, str]:
    return max(zip(cosines, keys, strict=True))
