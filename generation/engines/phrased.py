"""Phrases that were spoken apart, put together: one sound, its words and its sentences, each at its time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from generation.engines import calibration, levels, phrasing, trim
from generation.engines.phrasing import Phrase
from generation.ports import EngineError, Spoken, Word

Uttered = tuple[NDArray[np.float32], Sequence[tuple[int, float]]]
"""Samples of one phrase, and (index of a character in it, second) of each word that was reported."""


@dataclass(frozen=True)
class Whole:
    """samples: not levelled yet. words: empty where any phrase has none."""

    samples: NDArray[np.float32]
    words: tuple[Word, ...]
    sentences: tuple[Word, ...]


def together(phrases: Sequence[Phrase], uttered: Sequence[Uttered], rate: int, pace: float) -> Whole:
    """Phrases in order, with the pauses between them at that many words a minute.

    Raises EngineError where nothing can be heard of one.
    """
    if not phrases:
        raise EngineError("nothing_to_say", trim.NOTHING)
    parts: list[NDArray[np.float32]] = []
    words: list[Word] = []
    sentences: list[Word] = []
    timed, at, open_at = True, 0, 0
    texts: list[str] = []
    for place, (phrase, (samples, starts)) in enumerate(zip(phrases, uttered, strict=True)):
        sound, own = trim.spoken(phrase.text, samples, starts, rate)
        timed = timed and bool(own)
        words += [_later(word, at / rate) for word in own]
        parts.append(sound)
        texts.append(phrase.text)
        at += len(sound)
        last = place + 1 == len(phrases)
        if phrase.ends or last:
            sentences.append(Word(" ".join(texts), open_at / rate, at / rate))
            texts = []
        if not last:
            pause = np.zeros(round(phrasing.pause_after(phrase, pace) * rate), dtype=np.float32)
            parts.append(pause)
            at += len(pause)
        open_at = open_at if texts else at
    return Whole(np.concatenate(parts), tuple(words) if timed else (), tuple(sentences))


def levelled(whole: Whole, rate: int, gain: float) -> Spoken:
    return Spoken(levels.level(whole.samples, rate, gain), whole.words, whole.sentences)


def calibrated(
    speak: Callable[[Sequence[Phrase]], Sequence[Uttered]], rate: int, locale: str, asked: int
) -> levels.Calibration:
    """Of a voice: how loud and how fast it is when asked for `asked`."""
    phrases = phrasing.phrases(calibration.text_in(locale))
    sounds = [
        trim.spoken(phrase.text, samples, starts, rate)[0]
        for phrase, (samples, starts) in zip(phrases, speak(phrases), strict=True)
    ]
    return levels.calibrate(
        np.concatenate(sounds),
        rate,
        asked=asked,
        words=sum(len(phrase.text.split()) for phrase in phrases),
        pauses=sum(phrase.pause for phrase in phrases[:-1]),
    )


def _later(word: Word, by: float) -> Word:
    return replace(word, start=word.start + by, end=word.end + by)
