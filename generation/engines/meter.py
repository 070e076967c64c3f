"""Programme loudness and true peak, ITU-R BS.1770-4, by FFmpeg's ebur128 filter."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from numpy.typing import NDArray

from generation.engines import filters
from generation.ports import SAMPLE_RATE, Loudness

METER = [("ebur128", "metadata=1:peak=true")]
SILENCE = -70.0
"""LUFS at and below which the standard's absolute gate hears nothing."""


def of_samples(samples: NDArray[np.float32], rate: int) -> Loudness:
    return _measured(filters.blocks(samples, rate), rate)


def of_file(path: Path) -> Loudness:
    """Loudness of the first sound stream of an encoded file, mixed to mono, read as a stream."""
    return _measured(_decoded(path), SAMPLE_RATE)


def _decoded(path: Path) -> Iterator[AudioFrame]:
    plain = av.AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE)
    with av.open(str(path)) as container:
        for frame in container.decode(audio=0):
            yield from plain.resample(frame)


def _measured(frames: Iterable[AudioFrame], rate: int) -> Loudness:
    integrated, peak = SILENCE, 0.0
    for frame in filters.run(frames, rate, METER):
        readings = frame.metadata
        integrated = float(readings.get("lavfi.r128.I", integrated))
        peak = max(peak, float(readings.get("lavfi.r128.true_peaks_ch0", 0.0)))
    return Loudness(integrated=integrated, true_peak=20 * math.log10(peak) if peak > 0 else -math.inf)
