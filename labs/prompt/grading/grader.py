"""Which of the nine elements of a brief a text covers, and by which words; the same answer for the same
text, always.
"""

from __future__ import annotations

from collections.abc import Iterable

from labs.prompt.grading.answer import Found, Grade
from labs.prompt.grading.contradictions import contradictions
from labs.prompt.grading.elements import ELEMENTS
from labs.prompt.grading.finders import FINDERS
from labs.prompt.grading.leaks import leaks
from labs.prompt.grading.notes import notes
from labs.prompt.grading.reading import Reading, merged

VERSION = "prompt/3"
"""Kept with every grade. It changes with anything here or in the lexicons that changes an answer."""
LONGEST = 20_000
"""Characters."""


class TooLong(ValueError):
    """A text of more than LONGEST characters; its message says so."""


def grade(text: str, *, embargoed: Iterable[str] = ()) -> Grade:
    """embargoed: titles that nobody may name yet. Raises TooLong."""
    if len(text) > LONGEST:
        raise TooLong(
            f"This brief has {len(text):,} characters. At most {LONGEST:,} are graded:"
            " keep what the picture needs."
        )
    reading = Reading(text)
    elements = {key: _found(reading, key) for key in ELEMENTS}
    return Grade(
        elements=elements,
        contradictions=contradictions(reading),
        leaks=leaks(reading, embargoed),
        notes=notes(reading),
    )


def _found(reading: Reading, element: str) -> Found:
    spans = merged(reading.span(start, end) for start, end in FINDERS[element](reading) if end > start)
    return Found(covered=bool(spans), spans=spans)
