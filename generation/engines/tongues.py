"""Words of another script inside a text, each read in its own language. Pure.

An English voice of eSpeak NG names Hebrew and Arabic letters one by one, three seconds a word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from generation.engines.phrasing import Phrase
from generation.ports import Phonemes

REVISION = "1"
"""Changes with anything here that changes what is heard: it is part of a voice's identity."""
SCRIPTS = {"HEBREW": "he", "ARABIC": "ar"}
"""First word of a letter's Unicode name -> language. Cyrillic and Greek the library reads by itself."""


def stretches(phrase: Phrase) -> list[tuple[str, Phrase]]:
    """(language, words) in order, joined with single spaces the phrase again; empty for the voice's own.

    What the lexicon gives a sound for is said as it says. Numbers and signs go with the words before them.
    """
    found: list[tuple[str, int, int]] = []
    at, tongue = 0, ""
    for word in phrase.text.split(" "):
        tongue = _tongue(word, at, phrase.phonemes, tongue)
        found.append((tongue, at, at + len(word)))
        at += len(word) + 1
    return [
        (tongue, _cut(phrase, words[0][1], words[-1][2]))
        for tongue, group in groupby(found, key=lambda one: one[0])
        if (words := list(group))
    ]


def _tongue(word: str, at: int, phonemes: Sequence[Phonemes], before: str) -> str:
    letters = [letter for letter in word if letter.isalpha()]
    if not letters:
        return before
    if any(one.start < at + len(word) and at < one.end for one in phonemes):
        return ""
    names = {SCRIPTS.get(unicodedata.name(letter, "").partition(" ")[0], "") for letter in letters}
    return names.pop() if len(names) == 1 else ""


def _cut(phrase: Phrase, start: int, end: int) -> Phrase:
    own = (one for one in phrase.phonemes if start <= one.start and one.end <= end)
    moved = tuple(replace(one, start=one.start - start, end=one.end - start) for one in own)
    return replace(phrase, text=phrase.text[start:end], phonemes=moved)
