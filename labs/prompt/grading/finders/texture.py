"""How surfaces feel: besides the terms, what is said of a material: "wet asphalt", "toothy paper", "skin is
rough".
"""

from __future__ import annotations

from collections.abc import Iterator

from labs.prompt.grading.chunks import Phrase
from labs.prompt.grading.finders.stated import stated
from labs.prompt.grading.layout import Range
from labs.prompt.grading.lexicon import words
from labs.prompt.grading.reading import Reading


def texture(reading: Reading) -> list[Range]:
    blocked = {place for hit in reading.other_senses("texture") for place in range(hit.start, hit.end)}
    found = stated(reading, "texture")
    for phrase in reading.phrases:
        if phrase.head not in blocked and reading.stands(phrase.start, phrase.end):
            found += _described(reading, phrase)
            found += _said_to_be(reading, phrase)
    return found


def is_material(reading: Reading, place: int) -> bool:
    return bool({reading.word(place), reading.single(place)} & words("texture", "materials"))


def _described(reading: Reading, phrase: Phrase) -> Iterator[Range]:
    """ "wet asphalt": a surface adjective and a material, in this order."""
    for place in range(phrase.start, phrase.end - 1):
        if not _of_surface(reading, place):
            continue
        for after in range(place + 1, phrase.end):
            if is_material(reading, after):
                yield place, after + 1
                return


def _of_surface(reading: Reading, place: int) -> bool:
    word, tag = reading.word(place), reading.tag(place)
    if word in words("texture", "surface-adjectives"):
        return True
    if word in words("texture", "plain-modifiers") or len(word) < 5 or reading.word(place + 1) == "free":
        return False
    # Words made for surfaces: toothy, pebbly, pocked, tarred.
    return (tag == "PART" and word.endswith("ed")) or (
        tag == "NOUN" and word.endswith("y") and place < len(reading.tags)
    )


def _said_to_be(reading: Reading, phrase: Phrase) -> Iterator[Range]:
    """ "Skin is rough", "the plastic gone yellow"."""
    if not is_material(reading, phrase.head) or reading.word(phrase.end) not in _BECOMES:
        return
    after = phrase.end + 1
    while reading.tag(after) in ("ADV", "DET") or reading.word(after) in ("bit", "all"):
        after += 1
    if reading.tag(after) in ("ADJ", "PART") and reading.stands(phrase.start, after + 1):
        yield phrase.start, after + 1


_BECOMES = frozenset("is are looks look feels feel gone going turned turning stays".split())
