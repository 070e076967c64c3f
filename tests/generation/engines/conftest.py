"""A short programme, made once by the real engines and read by the tests of sound and video."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from generation.engines import wave_file
from generation.engines.espeak import CAST, ESpeak
from generation.engines.slides import TypstSlides
from generation.engines.sound import Encoder
from generation.engines.video import Joiner
from generation.ports import Chapter, Loudness

LINES = (
    "Say where the light comes from, and how hard it falls. A model fills every gap with its own taste.",
    "One sodium lamp above the ramp, frame right. Everything else is rain.",
    "Could a colleague point at the picture, and find it? Then the word is working.",
    "That is a wrap.",
)
PAUSE = 0.437
"""Seconds: no whole number of frames, so that rounding would show."""


@dataclass(frozen=True)
class Programme:
    """slides, chunks, segments: one a line. seconds: of each, pause included."""

    seconds: tuple[float, ...]
    slides: tuple[Path, ...]
    chunks: tuple[Path, ...]
    chapters: tuple[Chapter, ...]
    sound: Path
    video: Path
    loudness: Loudness

    @property
    def total(self) -> float:
        return sum(self.seconds)


@pytest.fixture(scope="session")
def programme(tmp_path_factory) -> Programme:
    folder = tmp_path_factory.mktemp("programme")
    speech, joiner = ESpeak(), Joiner()
    slides = TypstSlides().render([{"kind": "statement", "text": line} for line in LINES], folder)
    chunks, segments, chapters, at = [], [], [], 0.0
    for number, (line, voice) in enumerate(zip(LINES, CAST, strict=False)):
        spoken = speech.say(line, voice=voice, words_per_minute=150)
        samples = np.concatenate([spoken.samples, wave_file.silence(PAUSE)])
        seconds = len(samples) / 48_000
        chunks.append(folder / f"chunk {number}'s.wav")
        wave_file.write(samples, chunks[-1])
        segments.append((folder / f"segment {number}'s.mp4", seconds))
        joiner.segment(slides[number], seconds, segments[-1][0])
        chapters.append(Chapter(f"Part {number}; a=b #c \\ “d”", at, at + seconds))
        at += seconds
    labels = {
        "chapters": chapters,
        "title": "Nine; elements = one #brief",
        "comment": "AI-made. Voice: eSpeak NG",
    }
    loudness = Encoder().encode(chunks, folder / "programme.m4a", **labels)
    joiner.join(segments, folder / "programme.m4a", folder / "programme.mp4", **labels)
    return Programme(
        seconds=tuple(seconds for _, seconds in segments),
        slides=tuple(slides),
        chunks=tuple(chunks),
        chapters=tuple(chapters),
        sound=folder / "programme.m4a",
        video=folder / "programme.mp4",
        loudness=loudness,
    )
