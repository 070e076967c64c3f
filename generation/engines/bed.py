"""A studio's music under speech: made to loop, faded at the ends of a run, ducked while somebody speaks.

What is heard at a second follows from the passage alone and from where in its run it stands, and at a
passage's edges music is always ducked: so passages mixed apart go on into one another.
"""

from __future__ import annotations

import wave
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from generation.engines import meter, wave_file
from generation.ports import SAMPLE_RATE, EngineError, Stretch

SHORTEST, LONGEST = 10, 600
"""Seconds."""
KEPT_AT = -24.0
"""LUFS of a bed as it is kept."""
PEAK = 0.7
"""Of full scale, the most a bed as it is kept may have: sparse music is kept quieter."""
PROGRAMME = -16.0
SWELL = 8.0
"""dB that music comes up where nobody speaks."""
FADE_IN, FADE_OUT, ROUND = SAMPLE_RATE, 3 * SAMPLE_RATE // 2, SAMPLE_RATE
"""Samples. ROUND: of its end that lie over its beginning where it comes round."""
STEP = SAMPLE_RATE // 100
SPOKEN = 10 ** (-45 / 20)
"""Root mean square of a step in which somebody speaks: well over the room."""
HOLD, EDGE, GLIDE = 70, 30, 25
"""Steps: the longest gap that stays ducked, what is ducked at a passage's edges, how long a move takes."""


def prepare(source: Path, target: Path) -> None:
    """A file of any form as a bed: mono, one loudness, looping. Raises EngineError bad_bed."""
    samples = _decoded(source)
    seconds = len(samples) / SAMPLE_RATE
    if not SHORTEST <= seconds <= LONGEST:
        raise EngineError(
            "bad_bed",
            f"The music bed lasts {seconds:.0f} s. Upload one of {SHORTEST} s to {LONGEST // 60} minutes.",
        )
    loud = meter.integrated(samples, SAMPLE_RATE)
    if loud < -60:
        raise EngineError("bad_bed", "The music bed is silent. Upload another, or take it out.")
    samples = samples * np.float32(10 ** ((KEPT_AT - loud) / 20))
    samples *= min(1.0, PEAK / float(np.abs(samples).max()))
    wave_file.write(_looping(samples), target)


def under(speech: NDArray[np.float32], bed: Path, stretch: Stretch, level: int) -> NDArray[np.float32]:
    """Speech over its stretch of the bed. level: dB that the bed lies under the programme while ducked."""
    music = _from(bed, stretch.offset, len(speech))
    at = np.arange(len(speech))
    fades = np.clip((stretch.offset + at) / FADE_IN, 0, 1)
    fades *= np.clip((stretch.left + len(speech) - at) / FADE_OUT, 0, 1)
    up = 10 ** ((PROGRAMME - level - KEPT_AT + _swell(speech)) / 20)
    return (speech + music * fades * up).astype(np.float32)


def _swell(speech: NDArray[np.float32]) -> NDArray[np.float64]:
    """dB over the ducked level, sample by sample: 0 while somebody speaks, SWELL in longer gaps."""
    steps = -(-len(speech) // STEP)
    padded = np.pad(speech, (0, steps * STEP - len(speech))).reshape(steps, STEP)
    spoken = np.sqrt(np.mean(padded**2, axis=1)) > SPOKEN
    spoken[:EDGE] = spoken[-EDGE:] = True
    heard = np.flatnonzero(spoken)
    for before, after in zip(heard, heard[1:], strict=False):
        if after - before <= HOLD:
            spoken[before:after] = True
    ducked = np.pad(spoken, GLIDE, constant_values=True)
    # Begun before the first word and let go after the last: the window looks both ways.
    near = np.convolve(ducked, np.ones(GLIDE), "same") > 0
    smooth = np.convolve(~near, np.ones(GLIDE) / GLIDE, "same")[GLIDE:-GLIDE]
    middles = (np.arange(steps) + 0.5) * STEP
    return SWELL * np.interp(np.arange(len(speech)), middles, smooth)


def _from(bed: Path, offset: int, length: int) -> NDArray[np.float32]:
    """A stretch of a bed, as often round as it takes."""
    parts: list[NDArray[np.float32]] = []
    with wave.open(str(bed), "rb") as file:
        whole = file.getnframes()
        at = offset % whole
        while length > 0:
            file.setpos(at)
            data = file.readframes(min(length, whole - at))
            parts.append(np.frombuffer(data, dtype="<i2").astype(np.float32) / 32768)
            length -= len(parts[-1])
            at = 0
    return np.concatenate(parts)


def _looping(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Its end lies over its beginning, so that it comes round without a seam."""
    rising = np.sqrt(np.linspace(0, 1, ROUND, dtype=np.float32))
    body = samples[:-ROUND].copy()
    body[:ROUND] = body[:ROUND] * rising + samples[-ROUND:] * rising[::-1]
    return body


def _decoded(source: Path) -> NDArray[np.float32]:
    plain = av.AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE)
    parts: list[NDArray[np.float32]] = []
    try:
        with av.open(str(source)) as file:
            for frame in file.decode(audio=0):
                parts += [one.to_ndarray().reshape(-1) for one in plain.resample(frame)]
                if frame.time and frame.time > LONGEST + 1:
                    break  # too long, whatever follows
    except (av.error.FFmpegError, IndexError, OSError) as error:
        raise EngineError(
            "bad_bed", f"The music bed cannot be read as sound ({error}). Upload it again, as WAV or MP3."
        ) from error
    return np.concatenate(parts) if parts else wave_file.silence(0)
