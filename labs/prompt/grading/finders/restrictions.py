"""What must not appear or happen: negations that exclude, and what stands under a heading of restrictions."""

from __future__ import annotations

from labs.prompt.grading.layout import Range
from labs.prompt.grading.reading import Reading

_CONTENT = frozenset(("ADJ", "PART", "NOUN", "VERB"))


def restrictions(reading: Reading) -> list[Range]:
    found = [
        scope.whole
        for scope in reading.scopes
        if scope.restricts and not any(reading.unread[slice(*scope.cue)])
    ]
    for field in reading.fields:
        if field.kind == "restrictions" and field.real:
            said = [place for place in range(*field.value) if reading.tags[place] in _CONTENT]
            if said:
                found.append((said[0], said[-1] + 1))
    return found
