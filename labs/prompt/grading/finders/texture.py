"""How surfaces feel: besides the terms, a surface adjective with the name of a material, "wet asphalt"."""

from __future__ import annotations

from labs.prompt.grading.finders.stated import stated
from labs.prompt.grading.layout import Range
from labs.prompt.grading.lexicon import words
from labs.prompt.grading.reading import Reading


def texture(reading: Reading) -> list[Range]:
    found = stated(reading, "texture")
    adjectives, materials = words("texture", "surface-adjectives"), words("texture", "materials")
    blocked = {place for hit in reading.other_senses("texture") for place in range(hit.start, hit.end)}
    for phrase in reading.phrases:
        for place in range(phrase.start, phrase.end - 1):
            if reading.word(place) not in adjectives or place in blocked:
                continue
            for after in range(place + 1, phrase.end):
                if {reading.word(after), reading.single(after)} & materials and reading.stands(place, after + 1):
                    found.append((place, after + 1))
                    break
    return found
