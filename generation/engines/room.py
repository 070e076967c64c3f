"""Room tone: the air of a room under a passage, so that pauses are not holes.

Every passage has a stretch of its own, found by its digest. Its edges, as far as neighbours hear across a
cut, are the same in all: they go on into one another without a click, and a changed passage changes no other.
"""

from __future__ import annotations

import hashlib
from functools import cache

import numpy as np
from numpy.typing import NDArray

from generation.ports import AAC_FRAME, EARLY, LATE, SAMPLE_RATE

LEVEL = -62.0
"""dBFS, root mean square."""
REVISION = "1"
"""Changes with anything in this file that changes samples: it is part of every passage's digest."""
LOOP = 1 << 18
"""Samples, five and a half seconds: long enough that nobody hears it come round."""
LOW, HIGH = 60.0, 7000.0
"""Hertz between which a quiet room is heard; within, each octave has half the power of the one below."""
FRONT, BACK, FADE = LATE * AAC_FRAME, EARLY * AAC_FRAME, 2 * AAC_FRAME


def under(speech: NDArray[np.float32], seed: str) -> NDArray[np.float32]:
    """Speech with its room. seed: hexadecimal, of the passage."""
    return speech + tone(seed, len(speech))


def tone(seed: str, length: int) -> NDArray[np.float32]:
    """Samples in -1..1 of a stretch of its own between two edges that all stretches share."""
    front, back = FRONT + FADE, BACK + FADE
    if length < front + back:  # no room for a stretch of its own
        return _crossed(_shared(0, length), _shared(-length, length), length)
    own = _shared(int(hashlib.sha256(seed.encode()).hexdigest()[:8], 16), length).copy()
    own[FRONT:front] = _crossed(_shared(FRONT, FADE), own[FRONT:front], FADE)
    own[:FRONT] = _shared(0, FRONT)
    own[-back:-BACK] = _crossed(own[-back:-BACK], _shared(-back, FADE), FADE)
    own[-BACK:] = _shared(-BACK, BACK)
    return own


def _crossed(first: NDArray[np.float32], second: NDArray[np.float32], length: int) -> NDArray[np.float32]:
    """From one into the other, evenly in power: the two know nothing of one another."""
    rising = np.linspace(0, 1, length, dtype=np.float32)
    return np.sqrt(1 - rising) * first + np.sqrt(rising) * second


def _shared(start: int, length: int) -> NDArray[np.float32]:
    """The loop from a place on, as often round as it takes."""
    start %= LOOP
    if start + length <= LOOP:
        return _loop()[start : start + length]
    return np.resize(np.roll(_loop(), -start), length)


@cache
def _loop() -> NDArray[np.float32]:
    """Noise of a fixed shape and random phases: its end goes on into its beginning."""
    pitch = np.fft.rfftfreq(LOOP, 1 / SAMPLE_RATE)
    heard = (pitch >= LOW) & (pitch <= HIGH)
    power = np.divide(1.0, pitch, out=np.zeros_like(pitch), where=heard) ** 2
    phases = np.random.default_rng(62).uniform(0, 2 * np.pi, len(pitch))
    wave = np.fft.irfft(np.sqrt(power) * np.exp(1j * phases), LOOP)
    wave *= 10 ** (LEVEL / 20) / np.sqrt(np.mean(wave**2))
    return wave.astype(np.float32)
