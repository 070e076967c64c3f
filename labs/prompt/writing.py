"""A prompt as one text and as nine fields: two ways to write the same, and neither loses a word. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from labs.prompt.grading.elements import NINE

_FIELD = re.compile(rf"\s*({'|'.join(element.label for element in NINE)})\s*:[^\S\n]*(\S.*)", re.IGNORECASE)


def compose(fields: Mapping[str, str], more: str = "") -> str:
    """One text: what is said beside the fields, then a line for each field that is filled in."""
    lines = [f"{element.label}: {value}" for element in NINE if (value := _line(fields.get(element.key, "")))]
    return "\n".join(part for part in (tidy(more), *lines) if part)


def split(text: str) -> tuple[dict[str, str], str]:
    """(what each field says, what is said beside them). Lines like “Mood: tense” are fields."""
    fields: dict[str, str] = {}
    beside = []
    for line in tidy(text).split("\n"):
        found = _FIELD.fullmatch(line)
        key = found[1].lower() if found else ""
        if found and key not in fields:
            fields[key] = _line(found[2])
        else:
            beside.append(line)
    return fields, tidy("\n".join(beside))


def tidy(text: str) -> str:
    """As it is kept. PostgreSQL keeps no NUL, and browsers send ends of lines of their own."""
    return re.sub(r"\r\n?", "\n", text).replace("\0", "").strip()


def words_of(text: str) -> str:
    """The words alone: two texts with the same are the same prompt."""
    return " ".join(text.split())


def _line(text: str) -> str:
    return words_of(text.replace("\0", ""))
