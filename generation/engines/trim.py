"""The silence around and between words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from generation.ports import EngineError, Word

FLOOR = 0.003
"""Of the peak, -50 dB: below it nobody hears a voice."""
NOTHING = "The text holds no words that a voice can speak. Write words, or remove the block."
SILENT = 1e-4
"""Peak, of full scale, under which no voice spoke at all."""
SHARED = 4
"""Spoken words that one reported time may stand for: voices run small words together."""
LEAD, TAIL = 0.02, 0.08
"""Seconds kept before the first and after the last sound, so that no consonant is cut."""


def spoken(
    text: str, samples: NDArray[np.float32], starts: Sequence[tuple[int, float]], rate: int
) -> tuple[NDArray[np.float32], tuple[Word, ...]]:
    """Speech without the silence around it, and every word of `text` (split at spaces) with its time.

    starts: (index of a character in `text`, second at which it is begun), in order of time. A word without a
    start of its own shares the time of the one before it by its letters, where they are SHARED at most: what
    is further from a reported time would be guessed, and there are no words then. A word ends where it can
    no longer be heard. Raises EngineError where nothing can be heard.
    """
    audible = _heard(text, samples)
    first = max(0, int(audible[0]) - int(LEAD * rate))
    last = min(len(samples), int(audible[-1]) + int(TAIL * rate))
    cut, length = first / rate, (last - first) / rate
    words = tuple(
        replace(word, start=max(0.0, word.start - cut), end=min(length, word.end - cut))
        for word in _timed(text, starts, audible, len(samples), rate)
    )
    return samples[first:last], words


def _heard(text: str, samples: NDArray[np.float32]) -> NDArray[np.intp]:
    """Indices of samples that can be heard."""
    loud = np.abs(samples)
    peak = float(loud.max()) if len(loud) else 0.0
    if peak >= SILENT:
        return np.flatnonzero(loud > FLOOR * peak)
    if any(letter.isalnum() for letter in text):
        raise EngineError(
            "speech_failed", f"The voice gave no sound for “{text[:60]}”. Retry, or choose another voice."
        )
    raise EngineError(
        "nothing_to_say",
        NOTHING,
    )


def _timed(
    text: str, starts: Sequence[tuple[int, float]], audible: NDArray[np.intp], length: int, rate: int
) -> list[Word]:
    tokens = text.split(" ")
    anchors = _anchors(tokens, starts)
    if not _close(tokens, anchors):
        return []
    words: list[Word] = []
    for place, (index, begin) in enumerate(anchors):
        until, edge = anchors[place + 1] if place + 1 < len(anchors) else (len(tokens), length / rate)
        group = tokens[index if place else 0 : until]
        words += _shared(group, begin, _last_heard(audible, begin, edge, rate))
    return words


def _close(tokens: Sequence[str], anchors: Sequence[tuple[int, float]]) -> bool:
    """Whether every word has a reported time near it."""
    bounds = [0, *(index for index, _ in anchors[1:]), len(tokens)]
    groups = (tokens[start:end] for start, end in zip(bounds, bounds[1:], strict=False))
    return bool(anchors) and all(
        sum(any(map(str.isalnum, token)) for token in group) <= SHARED for group in groups
    )


def _anchors(tokens: Sequence[str], starts: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    """(word index, second), strictly rising in both."""
    bounds = np.cumsum([len(token) + 1 for token in tokens])
    anchors: list[tuple[int, float]] = []
    for character, second in starts:
        index = int(np.searchsorted(bounds, character, side="right"))
        if index < len(tokens) and (not anchors or (index > anchors[-1][0] and second > anchors[-1][1])):
            anchors.append((index, second))
    return anchors


def _last_heard(audible: NDArray[np.intp], begin: float, edge: float, rate: int) -> float:
    place = int(np.searchsorted(audible, int(edge * rate)))
    last = (int(audible[place - 1]) + 1) / rate if place else edge
    return min(edge, last) if last > begin else edge


def _shared(group: Sequence[str], begin: float, end: float) -> list[Word]:
    weights = [sum(letter.isalnum() for letter in token) for token in group]
    total = sum(weights) or len(group)
    words, at = [], begin
    for token, weight in zip(group, weights if sum(weights) else [1] * len(group), strict=True):
        after = at + (end - begin) * weight / total
        words.append(Word(token, at, after))
        at = after
    return words
