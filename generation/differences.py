"""What became of a text, word by word. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"


@dataclass(frozen=True)
class Stretch:
    """Words side by side. kind: SAME, GONE (from the older text) or NEW."""

    kind: str
    text: str


def alike(old: str, new: str) -> float:
    """0 to 1: how much of two texts is the same words in the same order."""
    return _compared(old.split(), new.split()).ratio()


def compare(old: str, new: str) -> tuple[Stretch, ...]:
    """Both texts in one row: without its new stretches the older one, without those gone the newer."""
    before, after = old.split(), new.split()
    found: list[Stretch] = []
    for kind, start, end, begin, until in _compared(before, after).get_opcodes():
        if kind == "equal":
            found.append(Stretch(SAME, " ".join(after[begin:until])))
            continue
        if start < end:
            found.append(Stretch(GONE, " ".join(before[start:end])))
        if begin < until:
            found.append(Stretch(NEW, " ".join(after[begin:until])))
    return tuple(found)


def _compared(old: Sequence[str], new: Sequence[str]) -> SequenceMatcher:
    return SequenceMatcher(None, old, new, autojunk=False)
