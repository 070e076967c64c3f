"""A clip measured as it is: loudness, range and peak of its sound (EBU R 128), cuts in its picture."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from numpy.typing import NDArray

from generation.engines import filters
from generation.engines.meter import METER
from generation.measures import Measures
from generation.ports import SAMPLE_RATE, EngineError

NAME = "FFmpeg EBU R 128, cuts 2"
EVERY = 0.2
"""Seconds from one picture that is compared to the next."""
SMALL = (32, 18)
LEAST = 18.0
"""Mean difference of red, green and blue, of 255, under which a change is no cut."""
STANDS_OUT = 2.5
"""Times the changes around it. What moves all the time changes all the time; a cut stands out."""
AROUND = 4
QUIETEST = -70.0
"""LUFS: under it a sound counts as none."""


def measured(path: Path, *, picture: bool) -> Measures:
    """picture: whether cuts are looked for. Raises EngineError."""
    try:
        with av.open(str(path)) as file:
            seconds = file.duration / av.time_base if file.duration else 0.0
            has_sound = bool(file.streams.audio)
            looked = picture and bool(file.streams.video)
        cuts = len(_cuts(_changes(path))) if looked else None
        integrated, peak, spread = _loudness(path) if has_sound else (None, None, None)
    except (av.error.FFmpegError, OSError) as error:
        raise EngineError(
            "bad_clip", f"The file cannot be read as sound or film ({error}). Export and upload it again."
        ) from error
    return Measures(seconds, cuts, integrated, peak, spread, NAME)


def _loudness(path: Path) -> tuple[float | None, float | None, float | None]:
    integrated, spread, peak = -math.inf, 0.0, 0.0
    with av.open(str(path)) as file:
        layout = "mono" if file.streams.audio[0].channels == 1 else "stereo"
    for frame in filters.run(_heard(path, layout), SAMPLE_RATE, METER, layout=layout):
        said = frame.metadata
        integrated = float(said.get("lavfi.r128.I", integrated))
        spread = float(said.get("lavfi.r128.LRA", spread))
        peak = max(peak, *(float(said.get(f"lavfi.r128.true_peaks_ch{one}", 0.0)) for one in (0, 1)))
    if integrated <= QUIETEST or not peak:
        return None, None, None
    return round(integrated, 1), round(20 * math.log10(peak), 1), round(spread, 1)


def _heard(path: Path, layout: str) -> Iterator[AudioFrame]:
    """As it is heard: a mix to one channel would have another loudness, and other peaks."""
    plain = av.AudioResampler(format="flt", layout=layout, rate=SAMPLE_RATE)
    with av.open(str(path)) as file:
        for frame in file.decode(audio=0):
            yield from plain.resample(frame)


def _changes(path: Path) -> NDArray[np.float64]:
    """Mean difference in colour between each picture that is looked at and the next."""
    before, due, changes = None, 0.0, []
    with av.open(str(path)) as file:
        stream = file.streams.video[0]
        stream.thread_type, stream.codec_context.thread_count = "AUTO", 1
        for frame in file.decode(stream):
            at = frame.time or 0.0
            if at + 1e-6 < due:
                continue
            due = at + EVERY
            small = frame.reformat(*SMALL, format="rgb24").to_ndarray().astype(np.float64)
            if before is not None:
                changes.append(float(np.abs(small - before).mean()))
            before = small
    return np.array(changes)


def _cuts(changes: NDArray[np.float64]) -> list[int]:
    found = []
    for at, change in enumerate(changes):
        around = np.concatenate([changes[max(0, at - AROUND) : at], changes[at + 1 : at + 1 + AROUND]])
        usual = float(np.median(around)) if len(around) else 0.0
        if change >= LEAST and change >= STANDS_OUT * usual:
            found.append(at)
    return found
