"""Visual manner or medium: besides the terms, "like an old atlas", "as a linocut", "faded brochure print"."""

from __future__ import annotations

from collections.abc import Iterator

from labs.prompt.grading.chunks import Phrase
from labs.prompt.grading.finders.stated import says_something, stated
from labs.prompt.grading.layout import Range
from labs.prompt.grading.lexicon import pairs, words
from labs.prompt.grading.reading import Reading

_SHOWN = frozenset(
    "look looks looking shot shoot photographed painted drawn filmed lit lensed it him her them this all"
    " styled treated done made rendered presented staged played feel think printed designed framed"
    " animated seen".split()
)


def style(reading: Reading) -> list[Range]:
    found = stated(reading, "style")
    blocked = {place for hit in reading.other_senses("style") for place in range(hit.start, hit.end)}
    for phrase in reading.phrases:
        if phrase.head in blocked or not reading.stands(phrase.start, phrase.end):
            continue
        if reading.field_of[phrase.head] not in ("", "free", "style"):
            continue
        if _is_one_of(reading, phrase, "media"):
            found += _likened(reading, phrase)
            found += _alone(reading, phrase)
        elif _is_one_of(reading, phrase, "likened-media"):
            found += _likened(reading, phrase)
        elif _is_one_of(reading, phrase, "likened-shows") and _is_described(reading, phrase):
            found += _likened(reading, phrase)
    return found


def _is_one_of(reading: Reading, phrase: Phrase, group: str) -> bool:
    last = {reading.word(phrase.head), reading.single(phrase.head)}
    named = {(reading.word(phrase.head - 1), word) for word in last}
    return bool(last & words("style", group) or named & pairs("style", group))


def _is_described(reading: Reading, phrase: Phrase) -> bool:
    return any(says_something(reading, place) for place in range(phrase.start, phrase.head))


def _likened(reading: Reading, phrase: Phrase) -> Iterator[Range]:
    """ "looks like a faded postcard", "shot as a silent film"."""
    if phrase.prep is None:
        return
    prep, before = reading.word(phrase.prep), reading.word(phrase.prep - 1)
    if prep in ("like", "as") and (before in _SHOWN or reading.tag(phrase.prep - 1) == "SIGN"):
        yield phrase.prep, phrase.end


def _alone(reading: Reading, phrase: Phrase) -> Iterator[Range]:
    """ "a linen postcard, mid-century": it opens its segment, is described, and does nothing."""
    if phrase.prep is not None or not any(start == phrase.start for start, _ in reading.segments):
        return
    after = phrase.end
    if reading.tag(after) in ("VERB", "PART", "AUX", "REL") or reading.word(after) in (
        "of",
        "for",
        "showing",
    ):
        return
    if _is_described(reading, phrase) and reading.word(phrase.head - 1) not in words("style", "media-no"):
        yield phrase.start, phrase.end
