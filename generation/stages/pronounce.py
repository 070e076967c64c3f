"""Written words as they are said, and the way back: when each written word sounds. Pure.

Captions and transcript show what the author wrote; only the voice hears the rest.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any
from urllib.parse import urlsplit

from courses.voicing import HOME
from generation.letters import sayable
from generation.lexicon import Entry
from generation.ports import Phonemes, Word

_ADDRESS = r"https?://[^\s<>\"”’)]+[^\s<>\"”’).,;:!?]"
_REACH = 80
"""Letters a voice may leave out between two of its words; a match further on is another word."""
_SIGNS = {
    "→": "to",
    "&": "and",
    "≥": "at least",
    "≤": "at most",
    "×": "times",
    "≈": "about",
    "±": "plus or minus",
}


@dataclass(frozen=True)
class Piece:
    """A stretch of the written text and what it becomes; the same letters where it stays as it is."""

    written: tuple[int, int]
    spoken: tuple[int, int]


@dataclass(frozen=True)
class Said:
    """written: as captions show it. spoken: as the voice gets it; empty where there is nothing to say.

    phonemes: stretches of what is spoken whose sound the lexicon gives.
    """

    written: str
    spoken: str
    pieces: tuple[Piece, ...]
    phonemes: tuple[Phonemes, ...] = ()

    def as_data(self) -> dict[str, Any]:
        return {
            "written": self.written,
            "spoken": self.spoken,
            "pieces": [[*piece.written, *piece.spoken] for piece in self.pieces],
            "phonemes": [[one.start, one.end, one.ipa] for one in self.phonemes],
        }

    def position(self, index: int) -> int:
        """Where a place in the written text lies in the spoken one."""
        found = bisect.bisect_right([piece.written[0] for piece in self.pieces], index) - 1
        if found < 0:
            return 0
        (start, end), (said, until) = self.pieces[found].written, self.pieces[found].spoken
        return said + round((min(index, end) - start) * (until - said) / (end - start))


def from_data(data: Mapping[str, Any]) -> Said:
    pieces = tuple(Piece((begin, end), (said, until)) for begin, end, said, until in data["pieces"])
    phonemes = tuple(Phonemes(*one) for one in data["phonemes"])
    return Said(data["written"], data["spoken"], pieces, phonemes)


def say(written: str, lexicon: Iterable[Entry] = (), locale: str = HOME) -> Said:
    """Apply pronunciations, longest first, and make addresses and signs speakable.

    Words for signs are English: voices of other languages read the signs themselves, in theirs.
    """
    entries = sorted(lexicon, key=lambda one: len(one.term), reverse=True)
    terms = [rf"(?<!\w)({re.escape(one.term)})(?!\w)" for one in entries]
    signs = ["[" + "".join(_SIGNS) + "]"] if _is_english(locale) else []
    pattern = re.compile("|".join([_ADDRESS, *terms, *signs]), re.IGNORECASE)
    pieces: list[Piece] = []
    phonemes: list[Phonemes] = []
    spoken = ""
    at, pronounced = 0, False
    for match in pattern.finditer(written):
        spoken = _append(pieces, spoken, (at, match.start()), written[at : match.start()])
        # By its group: letters that match without regard to capitals need not be equal once folded.
        begin, entry = len(spoken), entries[match.lastindex - 1] if match.lastindex else None
        spoken = _append(pieces, spoken, match.span(), entry.said_as if entry else _sound(match[0], locale))
        if entry and entry.ipa:
            phonemes.append(Phonemes(begin, len(spoken), entry.ipa))
        at, pronounced = match.end(), pronounced or entry is not None
    spoken = _append(pieces, spoken, (at, len(written)), written[at:])
    # "→ ≥ ×" alone would be "to at least times": signs are spoken between words, not by themselves.
    if not (_has_words(spoken) and (_has_words(written) or pronounced)):
        return Said(written, "", tuple(pieces))
    return Said(written, sayable(spoken), tuple(pieces), tuple(phonemes))


def _has_words(text: str) -> bool:
    return any(sign.isalnum() for sign in text)


def _append(pieces: list[Piece], spoken: str, written: tuple[int, int], text: str) -> str:
    if written[0] < written[1]:
        pieces.append(Piece(written, (len(spoken), len(spoken) + len(text))))
    return spoken + text


def _is_english(locale: str) -> bool:
    return locale.partition("-")[0] == "en"


def _sound(text: str, locale: str) -> str:
    if text in _SIGNS:
        return f" {_SIGNS[text]} "
    host = (urlsplit(text).hostname or "").removeprefix("www.")
    return host.replace(".", " dot ") or "a link" if _is_english(locale) else host


def written_words(said: Said, heard: Sequence[Word], seconds: float) -> list[Word]:
    """When each word the author wrote is spoken. heard: the voice's own words. seconds: of the line.

    Time runs evenly between the places the voice reports, so every written word has its own, in order. None
    have any where the voice reports none.
    """
    if not heard:
        return []
    places, times = _clock(said.spoken, heard, seconds)
    words = []
    for match in re.finditer(r"\S+", said.written):
        start, end = _core(match[0])
        begins = _at(said.position(match.start() + start), places, times)
        ends = _at(said.position(match.start() + end), places, times)
        words.append(Word(match[0], begins, max(begins, ends)))
    return words


def written_sentences(said: Said, heard: Sequence[Word]) -> list[Word]:
    """What the author wrote of each sentence, at the time it was measured. heard: as they were spoken."""
    lengths = [_letters(one.text) for one in heard]
    ends = list(accumulate(lengths))
    texts: list[list[str]] = [[] for _ in heard]
    for match in re.finditer(r"\S+", said.written):
        before = _letters(said.spoken[: said.position(match.start())])
        texts[min(bisect.bisect_right(ends, before), len(heard) - 1)].append(match[0])
    return [
        Word(" ".join(words), one.start, one.end) for words, one in zip(texts, heard, strict=True) if words
    ]


def _letters(text: str) -> int:
    """Engines tidy blanks, and nothing else."""
    return sum(not sign.isspace() for sign in text)


def _core(word: str) -> tuple[int, int]:
    """The span of a word without the punctuation around it, where anything else is left."""
    sounding = [at for at, sign in enumerate(word) if sign.isalnum()]
    return (sounding[0], sounding[-1] + 1) if sounding else (0, len(word))


def _clock(spoken: str, heard: Sequence[Word], seconds: float) -> tuple[list[int], list[float]]:
    places, times = [0], [0.0]
    folded = _lowered(spoken)
    for word in heard:
        start, end = _core(word.text)
        text = _lowered(word.text[start:end])
        found = folded.find(text, places[-1], places[-1] + len(text) + _REACH) if text else -1
        if found < 0:
            continue
        for place, time in ((found, word.start), (found + len(text), word.end)):
            places.append(place)
            times.append(min(seconds, max(times[-1], time)))
    return [*places, max(len(spoken), places[-1])], [*times, seconds]


def _lowered(text: str) -> str:
    """Without capitals, and as long as it was: İ and others have no small letter of the same length."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _at(place: int, places: list[int], times: list[float]) -> float:
    """The time of a place: as a word's beginning where one begins there, evenly in between elsewhere."""
    right = bisect.bisect_right(places, place)
    if right == len(places):
        return times[-1]
    left = right - 1
    if places[left] == place:
        return times[left]
    share = (place - places[left]) / (places[right] - places[left])
    return times[left] + share * (times[right] - times[left])
