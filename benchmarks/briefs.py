"""The labelled film briefs that measure the prompt grader: texts, what they cover, agreement, the split."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from labs.agreement import kappa, krippendorff
from labs.prompt.grading import ELEMENTS

FOLDER = Path(__file__).parent.parent / "fixtures" / "briefs"
HALVES = ("a", "b")
HELD_OUT = "held-out"
TRAIN = "train"
SEALED = "sealed"
SEALED_FILE = "c"

Labels = dict[str, dict[str, tuple[str, ...]]]


@dataclass(frozen=True)
class Brief:
    """One text; `covered` has the elements it states, each with the pieces of the text that state it."""

    id: str
    text: str
    split: str
    covered: dict[str, tuple[str, ...]]


def load() -> list[Brief]:
    """All briefs ordered by id, with settled labels; the sealed ones with those of their one pass."""
    covered = labels("settled") | labels(f"{SEALED_FILE}-first")
    written = texts() | texts((SEALED_FILE,))
    return [Brief(id, text, split(id), covered[id]) for id, text in sorted(written.items())]


def texts(files: Iterable[str] = HALVES) -> dict[str, str]:
    """Each brief's text by its id: of both halves, or of the files named."""
    return {row["id"]: row["text"] for file in files for row in _read(f"briefs-{file}.yaml")}


def labels(name: str) -> Labels:
    """A file of labels, such as "a-first" or "settled"."""
    rows = _read(f"labels/{name}.yaml")
    return {id: {element: _pieces(words) for element, words in row.items()} for id, row in rows.items()}


def passes() -> tuple[Labels, Labels]:
    """The first and the second pass over all texts, as they were made: nothing in them is settled."""
    first, second = ({}, {})
    for half in HALVES:
        first |= labels(f"{half}-first")
        second |= labels(f"{half}-second")
    return first, second


def split(id: str) -> str:
    """Which part a brief belongs to; LABELLING.md says why it may not be looked at."""
    if id.startswith(SEALED_FILE):
        return SEALED
    byte = hashlib.sha256(id.encode()).digest()[0]
    return HELD_OUT if byte % 5 in (0, 1) else TRAIN


def agreement() -> dict[str, float]:
    """Cohen's kappa of the two passes by element (Cohen 1960), and Krippendorff's alpha of all as "alpha"."""
    first, second = passes()
    pairs = {
        element: [(element in first[id], element in second[id]) for id in sorted(first)]
        for element in ELEMENTS
    }
    units = [map(float, pair) for element in ELEMENTS for pair in pairs[element]]
    found = {element: kappa(pairs[element]) for element in ELEMENTS}
    found["alpha"] = krippendorff(units, "nominal").value
    # Where nothing varies there is nothing to correct for chance: both said the same throughout.
    return {name: 1.0 if value is None else value for name, value in found.items()}


def _pieces(words: str | list[str]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


@cache
def _read(name: str) -> list | dict:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
