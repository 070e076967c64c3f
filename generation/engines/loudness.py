"""Loudness of a programme from what was measured of its chunks, ITU-R BS.1770-4. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from generation.ports import AAC_FRAME, SAMPLE_RATE, Heard, Loudness

BLOCK, STEP = 0.4, 0.1
"""Seconds of a gating block, and from one to the next."""
SILENCE = -70.0
"""LUFS at and below which the absolute gate hears nothing."""
GATE = 10.0
"""LU under what passed the absolute gate; the second gate."""


def of(chunks: Sequence[Heard]) -> Loudness:
    """Chunks in the order they are heard. A gating block goes over from one into the next."""
    energies = np.concatenate([np.asarray(chunk.energies, dtype=np.float64) for chunk in chunks])
    loud = _blocks(energies)
    loud = loud[_lufs(loud) > SILENCE]
    if len(loud):
        loud = loud[_lufs(loud) > _lufs(loud.mean()) - GATE]
    integrated = float(_lufs(loud.mean())) if len(loud) else SILENCE
    return Loudness(integrated=integrated, true_peak=max(chunk.true_peak for chunk in chunks))


def _blocks(energies: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean square of each gating block. Within a frame of 21 ms the energy counts as even."""
    frame = AAC_FRAME / SAMPLE_RATE
    edges = np.arange(len(energies) + 1) * frame
    so_far = np.concatenate([[0.0], np.cumsum(energies)]) * frame
    count = max(0, math.floor((edges[-1] - BLOCK) / STEP + 1e-9) + 1)
    starts = np.arange(count) * STEP
    return (np.interp(starts + BLOCK, edges, so_far) - np.interp(starts, edges, so_far)) / BLOCK


def _lufs(mean_square: NDArray[np.float64] | np.float64) -> NDArray[np.float64]:
    return -0.691 + 10 * np.log10(np.maximum(mean_square, 1e-12))
