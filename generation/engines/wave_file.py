"""Sound inside the line on disk: 16-bit mono WAV at SAMPLE_RATE."""

from __future__ import annotations

import hashlib
import wave
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from generation.engines.ffmpeg import written
from generation.ports import AAC_FRAME, EARLY, LATE, SAMPLE_RATE, EngineError


def write(samples: NDArray[np.float32], target: Path) -> None:
    """Samples in -1..1 as a WAV file that is whole or not there."""
    write_parts([samples], target, length=len(samples))


def write_parts(parts: Iterable[NDArray[np.float32]], target: Path, *, length: int) -> None:
    """Samples as they come, so that all never lie in memory; cut off at `length`, or silence up to there."""
    with written(target) as draft, wave.open(str(draft), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        left = length
        for part in parts:
            kept = part[:left]
            left -= len(kept)
            file.writeframes((np.clip(kept, -1, 1) * 32767).round().astype("<i2").tobytes())
        file.writeframes(bytes(2 * left))


def silence(seconds: float) -> NDArray[np.float32]:
    """A pause that somebody asked for; never a stand-in for speech."""
    return np.zeros(round(seconds * SAMPLE_RATE), dtype=np.float32)


def read(path: Path, *, first: int | None = None, last: int | None = None) -> NDArray[np.float32]:
    """Samples of a file in -1..1: all of them, or its first or last so many (fewer where it is shorter)."""
    try:
        with wave.open(str(path), "rb") as file:
            if (file.getnchannels(), file.getsampwidth(), file.getframerate()) != (1, 2, SAMPLE_RATE):
                raise EngineError(
                    "bad_sound",
                    f"{path.name} is not 16-bit mono sound at {SAMPLE_RATE} Hz. Make its passage again.",
                )
            length = file.getnframes()
            if last is not None:
                file.setpos(max(0, length - last))
            data = file.readframes(length if first is None else first)
    except (OSError, EOFError, wave.Error) as error:
        raise EngineError(
            "bad_sound", f"{path.name} cannot be read as sound ({error}). Make its passage again."
        ) from error
    return np.frombuffer(data, dtype="<i2").astype(np.float32) / 32768


def edges(path: Path) -> tuple[str, str]:
    """Digests of what a file's neighbours hear of it: its first LATE and its last EARLY frames."""
    heard = read(path, first=LATE * AAC_FRAME), read(path, last=EARLY * AAC_FRAME)
    first, last = (hashlib.sha256(samples.tobytes()).hexdigest() for samples in heard)
    return first, last
