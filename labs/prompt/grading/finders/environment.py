"""Where and when: weather, hours, seasons, periods; places after a preposition; places beside a subject."""

from __future__ import annotations

import re
from collections.abc import Iterator

from labs.prompt.grading.chunks import Phrase
from labs.prompt.grading.finders.places import (
    before_place,
    is_place,
    is_setting,
    named,
    opens_segment,
    place_range,
)
from labs.prompt.grading.finders.stated import stated
from labs.prompt.grading.finders.subject import candidates
from labs.prompt.grading.layout import Range
from labs.prompt.grading.lexicon import words
from labs.prompt.grading.reading import Reading

_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}|2[1-4][0-9]{2}")
_DECADE = re.compile(r"(?:1[0-9]|20)?[0-9]0s")


def environment(reading: Reading) -> list[Range]:
    found = [stretch for stretch in stated(reading, "environment") if not _of_light(reading, stretch)]
    found += _placed(reading)
    found += _dated(reading)
    return found


def _of_light(reading: Reading, stretch: Range) -> bool:
    """ "low morning sun", "Light: overcast", "a 1970s poster": no place and no hour is stated."""
    start, end = stretch
    if reading.field_of[start] in ("lighting", "style", "texture"):
        return True
    if any(
        hit.start <= start and end <= hit.end and hit.end - hit.start > end - start
        for hit in reading.light_words
    ):
        return True
    return _of_manner(reading, start)


def _of_manner(reading: Reading, place: int) -> bool:
    """It stands in a noun phrase of a picture, a style or a recording."""
    for phrase in reading.phrases:
        if phrase.start <= place < phrase.head:
            manner = words("environment", "no-dated-things") | words("subject", "of-a-picture")
            if any(
                hit.start > place and hit.end <= phrase.end for hit in reading.hits("genre", "always", "weak")
            ):
                # "a wartime romance": a kind of story.
                return True
            if not {reading.word(phrase.head), reading.single(phrase.head)} & words("environment", "places"):
                return reading.single(phrase.head) in manner or bool(
                    reading.style_words & set(range(place, phrase.end))
                )
    return False


def _placed(reading: Reading) -> Iterator[Range]:
    things = [phrase for phrase in candidates(reading) if not is_place(reading, phrase)]
    for phrase in reading.phrases:
        if not reading.stands(phrase.start, phrase.end) or phrase.head in reading.style_words:
            continue
        if reading.field_of[phrase.head] in ("camera", "style", "texture", "mood", "genre", "lighting"):
            continue
        if before_place(reading, phrase):
            if phrase.head not in reading.other_places and _is_where(reading, phrase):
                yield place_range(phrase)
        elif phrase.prep is None and is_place(reading, phrase) and opens_segment(reading, phrase):
            if is_setting(reading, phrase) or any(one.start < phrase.start for one in things):
                yield place_range(phrase)


def _is_where(reading: Reading, phrase: Phrase) -> bool:
    if reading.word(phrase.prep or 0) in ("of", "to"):
        # "a shot of a lighthouse": what the picture is of.
        return False
    if any(hit.end == phrase.prep for hit in reading.light_words):
        # "light through a window": where it comes from.
        return False
    return is_place(reading, phrase) or phrase.head in reading.shy_places or named(reading, phrase)


def _dated(reading: Reading) -> Iterator[Range]:
    styled = reading.style_words
    for place, token in enumerate(reading.tokens):
        if token.kind != "number" or place in styled or not reading.stands(place, place + 1):
            continue
        if reading.field_of[place] in ("style", "camera", "lighting"):
            continue
        beside = {reading.word(place - 1), reading.word(place + 1)}
        if _DECADE.fullmatch(token.word) and not token.word.startswith("00"):
            if reading.word(place - 1) not in ("her", "his", "their", "my") and not _of_manner(
                reading, place
            ):
                yield place, place + 1
        elif (
            _YEAR.fullmatch(token.word)
            and not _of_manner(reading, place)
            and not beside & words("environment", "no-year")
        ):
            yield place, place + 1
