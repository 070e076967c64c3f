"""The kind of story or programme: besides the terms, whatever describes a show, a series, a romance."""

from __future__ import annotations

from collections.abc import Iterator

from labs.prompt.grading.finders.stated import says_something, stated
from labs.prompt.grading.layout import Range
from labs.prompt.grading.lexicon import words
from labs.prompt.grading.reading import Reading


def genre(reading: Reading) -> list[Range]:
    return stated(reading, "genre") + list(_kinds(reading))


def _kinds(reading: Reading) -> Iterator[Range]:
    """ "wildlife rescue show", "post-war romance"; not "a series of", "the fashion show"."""
    kinds, of_nothing = words("genre", "kinds"), words("genre", "kinds-of-what")
    for phrase in reading.phrases:
        head = phrase.head
        if (
            reading.word(head) not in kinds
            or reading.word(head + 1) == "of"
            or not reading.stands(phrase.start, head + 1)
        ):
            continue
        before = [place for place in range(phrase.start, head) if says_something(reading, place)]
        if before and reading.word(head - 1) not in of_nothing:
            yield before[0], head + 1
