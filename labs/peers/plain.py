"""Work of any type as lines that a person can read. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

UNSAID = {"key", "out", "final", "scheme", "step", "look", "width", "height", "version", "sha256"}
"""What a type keeps for itself."""
OWN_NAME = re.compile(r"^[0-9a-f]{8,}$|^[0-9a-f]{8}-[0-9a-f-]{27}$")
"""An id or a digest: it says nothing to anybody."""


@dataclass(frozen=True)
class Entry:
    """label: what it is. text: what was said, or entries below it."""

    label: str
    text: str = ""
    entries: tuple[Entry, ...] = ()


def told(work: Any) -> tuple[Entry, ...]:
    """The entries of some work, in its order; what says nothing is left out."""
    if isinstance(work, Mapping):
        pairs = [(_label(key, at), one) for at, (key, one) in enumerate(work.items(), 1) if key not in UNSAID]
    elif isinstance(work, Sequence) and not isinstance(work, str):
        pairs = [(str(at), one) for at, one in enumerate(work, 1)]
    else:
        pairs = [("", work)]
    return tuple(entry for label, one in pairs if (entry := _entry(label, one)) is not None)


def _entry(label: str, said: Any) -> Entry | None:
    if isinstance(said, Mapping) or (isinstance(said, Sequence) and not isinstance(said, str)):
        below = told(said)
        plain = all(one.text and not one.entries for one in below)
        if below and plain and not isinstance(said, Mapping):
            return Entry(label, ", ".join(one.text for one in below))
        return Entry(label, entries=below) if below else None
    text = {True: "Yes", False: "No", None: ""}.get(said, said) if isinstance(said, bool | None) else said
    return Entry(label, str(text)) if str(text).strip() else None


def _label(key: Any, at: int) -> str:
    """A name of the program's as a word; an id as its number in the list."""
    words = str(key).replace("_", " ").strip()
    return str(at) if OWN_NAME.match(words) else words.capitalize()
