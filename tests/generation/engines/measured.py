"""Independent measurements of sound, to hold the engines' own against."""

from pathlib import Path

import av
import numpy as np
import pyloudnorm
from scipy.signal import resample_poly


def lufs(samples: np.ndarray, rate: int = 48_000) -> float:
    return float(pyloudnorm.Meter(rate).integrated_loudness(samples.astype(np.float64)))


def true_peak(samples: np.ndarray) -> float:
    """dBTP, four times oversampled."""
    return float(20 * np.log10(np.abs(resample_poly(samples, 4, 1)).max()))


def decoded(path: Path) -> np.ndarray:
    with av.open(str(path)) as container:
        return np.concatenate([frame.to_ndarray().reshape(-1) for frame in container.decode(audio=0)])
