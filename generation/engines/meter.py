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
from generation.engines.loudness import SILENCE
from generation.ports import AAC_FRAME, SAMPLE_RATE, Heard, Loudness

METER = [("ebur128", "metadata=1:peak=true")]
WITHOUT_PEAK = [("ebur128", "metadata=1:peak=none")]
"""Finding the true peak takes five times as long as all the rest."""
# The two filters of ITU-R BS.1770-4, tables 1 and 2, for 48 kHz.
HEAD = (
    "b0=1.53512485958697:b1=-2.69169618940638:b2=1.19839281085285:"
    "a0=1:a1=-1.69065929318241:a2=0.73248077421585"
)
LOW_CUT = "b0=1:b1=-2:b2=1:a0=1:a1=-1.99004745483398:a2=0.99007225036621"
K_WEIGHTED = [("aformat", "sample_fmts=dbl"), ("biquad", HEAD), ("biquad", LOW_CUT)]
OVERSAMPLED = [("aresample", str(4 * SAMPLE_RATE))]
QUIETEST = 1e-6
"""Of full scale. A peak under it is told as -120 dBTP: a file of facts has no word for silence."""


def heard(samples: NDArray[np.float32]) -> Heard:
    """Whole AAC frames at SAMPLE_RATE, in a form that adds up to the loudness of a programme."""
    peak = max((float(max(part.max(), -part.min())) for part in _filtered(samples, OVERSAMPLED)), default=0.0)
    weighted = np.concatenate(list(_filtered(samples, K_WEIGHTED))).reshape(-1, AAC_FRAME)
    energies = np.einsum("ij,ij->i", weighted, weighted) / AAC_FRAME
    return Heard(
        true_peak=round(20 * math.log10(max(peak, QUIETEST)), 3),
        energies=tuple(float(f"{energy:.3e}") for energy in energies),
    )


def _filtered(samples: NDArray[np.float32], chain: list[tuple[str, str]]) -> Iterator[NDArray[np.float64]]:
    for frame in filters.run(filters.blocks(samples, SAMPLE_RATE), SAMPLE_RATE, chain):
        yield frame.to_ndarray().reshape(-1)


def integrated(samples: NDArray[np.float32], rate: int) -> float:
    """LUFS."""
    return _measured(filters.blocks(samples, rate), rate, WITHOUT_PEAK).integrated


def of_file(path: Path) -> Loudness:
    """Loudness of the first sound stream of an encoded file, mixed to mono, read as a stream."""
    return _measured(_decoded(path), SAMPLE_RATE)


def _decoded(path: Path) -> Iterator[AudioFrame]:
    plain = av.AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE)
    with av.open(str(path)) as container:
        for frame in container.decode(audio=0):
            yield from plain.resample(frame)


def _measured(frames: Iterable[AudioFrame], rate: int, chain: list[tuple[str, str]] = METER) -> Loudness:
    loudness, peak = SILENCE, 0.0
    for frame in filters.run(frames, rate, chain):
        readings = frame.metadata
        loudness = float(readings.get("lavfi.r128.I", loudness))
        peak = max(peak, float(readings.get("lavfi.r128.true_peaks_ch0", 0.0)))
    return Loudness(integrated=loudness, true_peak=20 * math.log10(peak) if peak > 0 else -math.inf)
