"""Speech at one loudness: a constant gain for each voice, then an oversampled limiter.

The gain never depends on the passage, so a passage made alone sounds as it would among its neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generation.engines import filters, meter, phrasing
from generation.ports import SAMPLE_RATE

TARGET = -15.8
"""LUFS. Lessons, with their short lines, come out 0.1 to 0.4 under the calibration text."""
CEILING = -3.2
"""dBTP before encoding: AAC adds up to 1.4 dB to limited speech."""
REVISION = "5"
"""Changes with anything in this file that changes samples: it is part of every voice's identity."""


@dataclass(frozen=True)
class Calibration:
    """gain: dB that brings a voice to TARGET. words_per_minute: what it speaks when asked for `asked`."""

    gain: float
    words_per_minute: float
    asked: int

    def rate_for(self, wanted: int) -> float:
        """What to ask of the voice so that it speaks `wanted` words a minute."""
        return self.asked * wanted / self.words_per_minute


def level(
    samples: NDArray[np.float32], rate: int, gain: float, ceiling: float = CEILING
) -> NDArray[np.float32]:
    """Samples at SAMPLE_RATE after a gain in dB and a limiter (ceiling in dBTP), no shorter and no longer."""
    chain = levelling(gain, ceiling)
    parts = [
        frame.to_ndarray().reshape(-1).copy()
        for frame in filters.run(filters.blocks(samples, rate), rate, chain)
    ]
    out = np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)
    length = length_after(len(samples), rate)
    return np.pad(out[:length], (0, max(0, length - len(out))))


def levelling(gain: float, ceiling: float = CEILING) -> list[tuple[str, str]]:
    """The filters of `level`. The limiter counts in doubles; the way back in them takes twice as long."""
    limit = 10 ** (ceiling / 20)
    return [
        ("volume", f"{gain:.3f}dB"),
        ("aresample", str(2 * SAMPLE_RATE)),
        ("alimiter", f"limit={limit:.5f}:attack=3:release=60:level=false:latency=1"),
        ("aresample", f"{SAMPLE_RATE}:internal_sample_fmt=fltp"),
        ("aformat", "sample_fmts=flt:channel_layouts=mono"),
    ]


def length_after(samples: int, rate: int) -> int:
    """Samples at SAMPLE_RATE of what had `samples` at `rate`."""
    return round(samples * SAMPLE_RATE / rate)


def calibrate(
    samples: NDArray[np.float32], rate: int, *, asked: int, words: int, pauses: float
) -> Calibration:
    """Calibration of a voice from what it makes of a calibration text.

    words: of the text. pauses: seconds of them in it, when it is spoken at phrasing.PACE.
    Limiting costs loudness, so the gain is found in steps.
    """
    gain = TARGET - meter.integrated(samples, rate)
    for _ in range(3):
        gain += TARGET - meter.integrated(level(samples, rate, gain), SAMPLE_RATE)
    # Of a minute of speech so much is left for words: pauses shrink as the voice speeds up.
    spoken = words * 60 - pauses * phrasing.PACE
    return Calibration(gain=gain, words_per_minute=spoken * rate / len(samples), asked=asked)
