"""Sound inside the line on disk: 16-bit mono WAV at SAMPLE_RATE."""

from __future__ import annotations

import wave
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from generation.engines.ffmpeg import written
from generation.ports import SAMPLE_RATE, EngineError

BLOCK = SAMPLE_RATE


def write(samples: NDArray[np.float32], target: Path) -> None:
    """Samples in -1..1 as a WAV file that is whole or not there."""
    with written(target) as draft, wave.open(str(draft), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes((np.clip(samples, -1, 1) * 32767).round().astype("<i2").tobytes())


def silence(seconds: float) -> NDArray[np.float32]:
    """A pause that somebody asked for; never a stand-in for speech."""
    return np.zeros(round(seconds * SAMPLE_RATE), dtype=np.float32)


def pcm(files: Sequence[Path]) -> Iterator[bytes]:
    """The samples of WAV files one after the other, a second at a time."""
    for path in files:
        try:
            with wave.open(str(path), "rb") as file:
                if (file.getnchannels(), file.getsampwidth(), file.getframerate()) != (1, 2, SAMPLE_RATE):
                    raise EngineError(
                        "bad_sound",
                        f"{path.name} is not 16-bit mono sound at {SAMPLE_RATE} Hz. Make its passage again.",
                    )
                while block := file.readframes(BLOCK):
                    yield block
        except (OSError, EOFError, wave.Error) as error:
            raise EngineError(
                "bad_sound", f"{path.name} cannot be read as sound ({error}). Make its passage again."
            ) from error
