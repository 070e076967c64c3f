"""What became of a prompt, word by word and line by line. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from generation.differences import GONE, NEW, SAME, Stretch

LONG = 400
"""Words."""


def compare(old: str, new: str) -> tuple[Stretch, ...]:
    """Both texts in one, with the lines of the newer one."""
    before, after = _words(old), _words(new)
    # A long text of few different words would take minutes without.
    matched = SequenceMatcher(None, before, after, autojunk=len(after) > LONG)
    found: list[Stretch] = []
    for kind, start, end, begin, until in matched.get_opcodes():
        if kind == "equal":
            found.append(Stretch(SAME, _text(after[begin:until])))
            continue
        if gone := _text([word for word in before[start:end] if word != "\n"]):
            found.append(Stretch(GONE, gone))
        if begin < until:
            found.append(Stretch(NEW, _text(after[begin:until])))
    return tuple(found)


def _words(text: str) -> list[str]:
    """Ends of lines are words here."""
    return re.findall(r"\n|\S+", text)


def _text(words: Sequence[str]) -> str:
    return re.sub(r" ?\n ?", "\n", " ".join(words))
