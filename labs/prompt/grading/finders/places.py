"""Where a text says where: places after a preposition, and places that stand for themselves."""

from __future__ import annotations

from functools import cache

from labs.prompt.grading.chunks import Phrase
from labs.prompt.grading.layout import Range
from labs.prompt.grading.lexicon import groups, words
from labs.prompt.grading.reading import Reading


@cache
def _names() -> frozenset[str]:
    return words("environment", "countries-and-cities")


def before_place(reading: Reading, phrase: Phrase) -> bool:
    return phrase.prep is not None and reading.word(phrase.prep) in words("environment", "before-places")


def is_place(reading: Reading, phrase: Phrase) -> bool:
    """Whether the phrase ends in a place: "a flooded car park"."""
    token = reading.tokens[phrase.head]
    if token.owns:
        return False
    if phrase.head in reading.place_words:
        return True
    if {token.word, token.single} & _names():
        return True
    return _ends_as_one(token.single)


def named(reading: Reading, phrase: Phrase) -> bool:
    """ "in Leith": a name after in, at or near."""
    if phrase.prep is None or reading.word(phrase.prep) not in ("in", "at", "near", "outside", "across"):
        return False
    token = reading.tokens[phrase.head]
    return (
        token.capital
        and token.kind == "word"
        and not phrase.led
        and phrase.prep > 0
        and token.end - token.start > 3
    )


def place_range(phrase: Phrase) -> Range:
    return (phrase.start if phrase.prep is None else phrase.prep), phrase.end


def _ends_as_one(word: str) -> bool:
    """ "ballroom", and not "laptop"."""
    return (
        len(word) > 6
        and word.endswith(groups("environment")["place-endings"])
        and word not in words("environment", "no-places")
    )


def opens_segment(reading: Reading, phrase: Phrase) -> bool:
    """Nothing but its own modifiers stands before it in its segment: "a boxer, empty gym, low key"."""
    return any(
        start <= phrase.start
        and set(reading.tags[start : phrase.start]) <= {"DET", "OWN", "ADJ", "ADV", "NUM"}
        for start, end in reading.segments
        if start <= phrase.start < end
    )


def is_setting(reading: Reading, phrase: Phrase) -> bool:
    """A place that opens a later sentence: "…. A spa town out of season." It says where; the subject came
    before.
    """
    if phrase.prep is not None or not is_place(reading, phrase):
        return False
    return any(start == phrase.start for start, _ in reading.sentences[2:])
