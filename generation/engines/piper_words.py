"""When each word of a phrase begins, by the phonemes that Piper reports with their lengths. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from generation.engines.phrasing import Phrase

Sounding = Sequence[tuple[str, int]]
"""(phoneme, samples it lasts), in order, spaces and marks included."""
_STRESS = frozenset("ˈˌ")
_NOT_SPOKEN = frozenset("^$_")


def begun(
    phrase: Phrase, sounding: Sounding, phonemes_of: Callable[[str], Sequence[str]]
) -> list[tuple[int, int]]:
    """(index of a character, sample) of each word whose beginning is sure.

    Phonemes carry a space between words. Where small words were run together the numbers differ: then each
    word's own phonemes are looked for among those heard. phonemes_of: a word spoken by itself.
    """
    words = _words(phrase)
    heard = _heard(sounding)
    starts = [at for _, at, fresh in heard if fresh]
    if len(starts) == len(words):
        return [(index, at) for (index, _), at in zip(words, starts, strict=True)]
    return _found(words, heard, phonemes_of)


def _words(phrase: Phrase) -> list[tuple[int, str]]:
    """(index, text) of what can be spoken. What is given as one sound is one word, however it is spelled."""
    found = [(match.start(), match[0]) for match in re.finditer(r"\S+", phrase.text)]
    return [
        (start, text)
        for start, text in found
        if any(map(str.isalnum, text)) and not any(one.start < start < one.end for one in phrase.phonemes)
    ]


def _heard(sounding: Sounding) -> list[tuple[str, int, bool]]:
    """(phoneme, sample, whether it begins a word), without marks; a stress mark begins its sound."""
    found: list[tuple[str, int, bool]] = []
    at, fresh, stressed_at = 0, True, -1
    for phoneme, length in sounding:
        if phoneme == " ":
            fresh = True
        elif phoneme in _STRESS:
            stressed_at = at
        elif phoneme not in _NOT_SPOKEN and phoneme.isalpha():
            found.append((phoneme, at if stressed_at < 0 else stressed_at, fresh))
            fresh, stressed_at = False, -1
        at += length
    return found


def _found(
    words: Sequence[tuple[int, str]],
    heard: Sequence[tuple[str, int, bool]],
    phonemes_of: Callable[[str], Sequence[str]],
) -> list[tuple[int, int]]:
    own: list[str] = []
    firsts = []
    for index, text in words:
        firsts.append((index, len(own)))
        own += [one for one in phonemes_of(text) if one.isalpha() and one not in _STRESS]
    matcher = SequenceMatcher(None, own, [phoneme for phoneme, _, _ in heard], autojunk=False)
    place = {
        block.a + step: block.b + step
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }
    sure = [(index, heard[place[first]][1]) for index, first in firsts if first in place]
    return sure or [(index, heard[0][1]) for index, _ in words[:1] if heard]
