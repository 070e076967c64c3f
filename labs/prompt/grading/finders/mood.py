"""The feeling: besides the terms, "it should feel like the last day of school", "make us feel ashamed"."""

from __future__ import annotations

from collections.abc import Iterator

from labs.prompt.grading.finders.stated import says_something, stated
from labs.prompt.grading.layout import Range
from labs.prompt.grading.reading import Reading

_FEELS = frozenset("feel feels felt feeling".split())
_LINKS = frozenset("like as if of that the a an it very a quite rather more too somehow almost is be".split())
_LONGEST = 7


def mood(reading: Reading) -> list[Range]:
    return stated(reading, "mood") + list(_felt(reading))


def _felt(reading: Reading) -> Iterator[Range]:
    for place, token in enumerate(reading.tokens):
        if (
            token.word not in _FEELS
            or not reading.stands(place, place + 1)
            or reading.word(place + 1) == "free"
        ):
            continue
        if reading.word(place - 1) in ("look", "i", "and") and reading.word(place - 2) in ("the", "look", ""):
            continue
        said = _said(reading, place + 1)
        if said:
            yield place, said[-1] + 1


def _said(reading: Reading, start: int) -> list[int]:
    """What the feeling is, unless that states another element: "feels like 16 mm film"."""
    end = start
    while end < start + _LONGEST and reading.tag(end) != "SIGN":
        end += 1
    said = [place for place in range(start, end) if says_something(reading, place)]
    # "the tiredness you feel in airports" says where.
    linked = start < end and (
        reading.word(start) in _LINKS or reading.tag(start) in ("ADJ", "PART", "ADV", "NOUN")
    )
    others = reading.other_words - {
        place for hit in reading.hits("mood", "always") for place in range(hit.start, hit.end)
    }
    return said if linked and said and not others & set(said) else []
