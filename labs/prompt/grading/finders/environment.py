"""Where and when: weather, hours, seasons and periods; places after a preposition; places beside a subject."""

from __future__ import annotations

import re
from collections.abc import Iterator

from labs.prompt.grading.finders.places import before_place, is_place, named, place_range
from labs.prompt.grading.finders.stated import stated
from labs.prompt.grading.finders.subject import candidates
from labs.prompt.grading.layout import Range
from labs.prompt.grading.reading import Reading

_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}|2[1-4][0-9]{2}")
_DECADE = re.compile(r"(?:1[0-9]|20)?[0-9]0s")
_NO_YEAR = frozenset("k kelvin px pixel pixels x words word dollars euro euros pounds fps iso frames mm m km hz w watts version".split())


def environment(reading: Reading) -> list[Range]:
    found = stated(reading, "environment")
    found += _placed(reading)
    found += _dated(reading)
    return found


def _placed(reading: Reading) -> Iterator[Range]:
    subjects = [phrase for phrase in candidates(reading)]
    things = [phrase for phrase in subjects if not is_place(reading, phrase)]
    styled = reading.style_words
    for phrase in reading.phrases:
        if not reading.stands(phrase.start, phrase.end) or phrase.head in styled:
            continue
        if reading.field_of[phrase.head] in ("camera", "style", "texture", "mood", "genre"):
            continue
        if before_place(reading, phrase) and phrase.head not in reading.other_places:
            if reading.word(phrase.prep) == "of" and not is_place(reading, phrase):
                continue
            if is_place(reading, phrase) and not _of_the_subject(reading, phrase):
                yield place_range(phrase)
            elif named(reading, phrase):
                yield place_range(phrase)
        elif phrase.prep is None and is_place(reading, phrase) and any(one.start < phrase.start for one in things):
            if _for_itself(reading, phrase):
                yield place_range(phrase)


def _of_the_subject(reading: Reading, phrase) -> bool:
    """ "a shot of a lighthouse", "about a city": the place is what the picture is of."""
    return reading.word(phrase.prep) in ("of", "to", "from") and reading.word(phrase.prep) != "from"


def _for_itself(reading: Reading, phrase) -> bool:
    """It begins its segment: "a boxer, empty gym, low key"."""
    for start, end in reading.segments:
        if start <= phrase.start < end:
            return all(reading.tags[place] in ("DET", "OWN", "ADJ", "ADV", "NUM") for place in range(start, phrase.start))
    return False


def _dated(reading: Reading) -> Iterator[Range]:
    styled = reading.style_words
    for place, token in enumerate(reading.tokens):
        if token.kind != "number" or place in styled or not reading.stands(place, place + 1):
            continue
        if reading.field_of[place] in ("style", "camera", "lighting"):
            continue
        after = reading.word(place + 1)
        if _DECADE.fullmatch(token.word) and not token.word.startswith("00"):
            if reading.word(place - 1) not in ("her", "his", "their", "my"):
                yield place, place + 1
        elif _YEAR.fullmatch(token.word) and after not in _NO_YEAR and reading.word(place - 1) not in ("$", "£", "€", "iso"):
            yield place, place + 1
