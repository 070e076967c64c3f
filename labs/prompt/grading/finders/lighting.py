"""Light as a source, with a direction, of a quality: besides the terms, whoever stands under a lamp is lit
by it.
"""

from __future__ import annotations

from labs.prompt.grading.finders.stated import stated
from labs.prompt.grading.layout import Range
from labs.prompt.grading.lexicon import words
from labs.prompt.grading.reading import Reading

_UNDER = frozenset("under beneath by underneath from".split())


def lighting(reading: Reading) -> list[Range]:
    found = stated(reading, "lighting")
    sources = words("lighting", "sources")
    for phrase in reading.phrases:
        if phrase.prep is None or reading.word(phrase.prep) not in _UNDER:
            continue
        if reading.single(phrase.head) in sources and reading.stands(phrase.prep, phrase.end):
            beneath = reading.word(phrase.prep) != "by" or reading.word(phrase.prep - 1).endswith(
                ("ed", "lit", "en")
            )
            if beneath and reading.word(phrase.prep) != "from":
                found.append((phrase.prep, phrase.end))
    return found
