"""The lines of a question in a file: what is asked, its entries, and what is said of them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from courses.importing.draft import item
from courses.importing.ids import ItemIds, Refuse

BOX = re.compile(r"\s{0,3}[-*+] \[([ xX])\]\s+(.*)")
NUMBER = re.compile(r"\s{0,3}(\d{1,3})[.)]\s+(.*)")
BULLET = re.compile(r"\s{0,3}([-*+])\s+(.*)")
_FEEDBACK = re.compile(r"\s*>\s?(.*)")
_LABEL = re.compile(r"\s{0,3}([a-z]+):\s*(.*)", re.IGNORECASE)


@dataclass
class Entry:
    """An option, step, pair or answer. line: within the container. id: what the file states, else empty."""

    line: int
    marked: bool
    text: str
    id: str
    feedback: str = ""

    def item(self, **value: Any) -> dict[str, Any]:
        return item(value, self.id)


@dataclass
class Asked:
    """question: above the entries. said: what stands below them, by its label."""

    question: str
    entries: list[Entry]
    said: dict[str, str] = field(default_factory=dict)


def asked(lines: list[str], refuse: Refuse, *, entry: re.Pattern[str], labels: Collection[str] = ()) -> Asked:
    """entry: (mark, text) of the line an entry begins with. Raises ImportRefused where nothing is asked."""
    above: list[str] = []
    entries: list[Entry] = []
    said: dict[str, str] = {}
    label = ""
    ids = ItemIds(refuse)
    for number, line in enumerate(lines):
        words = line.strip()
        if found := entry.fullmatch(line):
            text, stated = ids.taken(number, found.group(2).strip())
            entries.append(Entry(number, found.group(1) in "xX", text, stated))
            label = ""
        elif (told := _LABEL.fullmatch(line)) and entries and told.group(1).lower() in labels:
            label = told.group(1).lower()
            said[label] = told.group(2).strip()
        elif label:
            said[label] = f"{said[label]} {words}".strip()
        elif (feedback := _FEEDBACK.fullmatch(line)) and entries:
            entries[-1].feedback = f"{entries[-1].feedback} {feedback.group(1).strip()}".strip()
        elif words and entries:
            part = "feedback" if entries[-1].feedback else "text"
            setattr(entries[-1], part, f"{getattr(entries[-1], part)} {words}")
        elif words:
            above.append(words)
    if not above:
        raise refuse(-1, "this question asks nothing: write it above its options.")
    return Asked(" ".join(above), entries, said)
