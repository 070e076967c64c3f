"""A text as a voice breathes it: phrases with a pause after each. Pure, and the same for every voice."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from courses.blocks.plain import sentences
from generation.ports import EngineError, Phonemes

REVISION = "1"
"""Changes with anything here that changes what is heard: it is part of every voice's identity."""
PACE = 150
"""Words a minute at which the pauses below last as long as they say; faster speech breathes faster."""
SENTENCE, QUESTION, BETWEEN = 0.30, 0.42, 0.16
"""Seconds after a sentence, after one that asks, and at a semicolon, a colon or a dash inside one.

A voice's own trimmed ends add a tenth of a second. Commas are left to the voice: it bends its tone there.
"""
LONGEST_WORD = 120
"""Letters. Longer ones are codes and keys: they would be spelled out for minutes."""
_CLOSERS = "\"”’»)]'"
_DASHES = frozenset("—–-")


@dataclass(frozen=True)
class Phrase:
    """What is spoken in one breath. pause: seconds after it, at PACE. ends: whether its sentence ends here.

    phonemes: stretches of its text that are given as sounds.
    """

    text: str
    pause: float
    ends: bool
    phonemes: tuple[Phonemes, ...] = ()


def phrases(text: str, phonemes: Sequence[Phonemes] = ()) -> list[Phrase]:
    """The phrases of a text; joined with single spaces they are the text again, tidied.

    Raises EngineError (word_too_long).
    """
    text, phonemes = _tidied(text, phonemes)
    if long := next((word for word in text.split(" ") if len(word) > LONGEST_WORD), ""):
        raise EngineError(
            "word_too_long",
            f"No voice can speak “{long[:40]}…”: it is one word of {len(long)} letters. "
            "Break it up, or show it as code.",
        )
    found: list[Phrase] = []
    at = 0
    for sentence in _sentences(text):
        at = text.index(sentence, at)
        spans = [one for one in phonemes if at <= one.start and one.end <= at + len(sentence)]
        found += _of_sentence(sentence, [_moved(one, -at) for one in spans])
        at += len(sentence)
    return found


def pause_after(phrase: Phrase, words_per_minute: float) -> float:
    return phrase.pause * PACE / words_per_minute


def _of_sentence(sentence: str, phonemes: Sequence[Phonemes]) -> list[Phrase]:
    bounds = [0, *_breaks(sentence, phonemes), len(sentence) + 1]
    pieces = []
    for start, end in zip(bounds, bounds[1:], strict=False):
        own = tuple(_moved(one, -start) for one in phonemes if start <= one.start < end)
        pieces.append(Phrase(sentence[start : end - 1], BETWEEN, False, own))
    asks = sentence.rstrip(_CLOSERS).endswith("?")
    return [*pieces[:-1], replace(pieces[-1], pause=QUESTION if asks else SENTENCE, ends=True)]


def _breaks(sentence: str, phonemes: Sequence[Phonemes]) -> list[int]:
    """Where phrases begin inside a sentence: only where something can be spoken on either side."""
    found, last = [], 0
    for at, letter in enumerate(sentence):
        if letter != " " or any(one.start <= at < one.end for one in phonemes):
            continue
        before = sentence[last:at].split(" ")[-1]
        breathes = before.rstrip(_CLOSERS).endswith((";", ":")) or set(before) <= _DASHES
        if breathes and _speakable(sentence[last:at]) and _speakable(sentence[at:]):
            found.append(at + 1)
            last = at + 1
    return found


def _speakable(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def _moved(one: Phonemes, by: int) -> Phonemes:
    return replace(one, start=one.start + by, end=one.end + by)


def _sentences(text: str) -> list[str]:
    """Sentences, none of them without a word unless all are."""
    found: list[str] = []
    for one in sentences(text):
        if found and not (_speakable(one) and _speakable(found[-1])):
            found[-1] += f" {one}"
        else:
            found.append(one)
    return found


def _tidied(text: str, phonemes: Sequence[Phonemes]) -> tuple[str, list[Phonemes]]:
    """Without control characters and lone surrogates, with single spaces; phonemes where they stand then."""
    kept: list[str] = []
    places = []
    for letter in text:
        blank = letter.isspace() or unicodedata.category(letter) in ("Cc", "Cs", "Co", "Cn")
        places.append(len(kept))
        if not blank:
            kept.append(letter)
        elif kept and kept[-1] != " ":
            kept.append(" ")
    places.append(len(kept))
    moved = [replace(one, start=places[one.start], end=places[one.end]) for one in phonemes]
    return "".join(kept).rstrip(), moved
