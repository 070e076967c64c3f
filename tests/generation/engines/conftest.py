"""A short programme, made once by the real engines and read by the tests of sound and video."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from generation.engines import loudness, wave_file
from generation.engines.espeak import CAST, ESpeak
from generation.engines.slides import TypstSlides
from generation.engines.sound import Encoder
from generation.engines.video import Joiner
from generation.ports import AAC_FRAME, Chapter, Heard, Loudness

LINES = (
    "Say where the light comes from, and how hard it falls. A model fills every gap with its own taste.",
    "One sodium lamp above the ramp, frame right. Everything else is rain.",
    "Could a colleague point at the picture, and find it? Then the word is working.",
    "That is a wrap.",
)
PAUSE = 0.437
"""Seconds at least; a passage then goes on to the end of its AAC frame."""


@dataclass(frozen=True)
class Programme:
    """slides, passages (WAV), chunks (AAC): one a line. seconds: of each, pause included."""

    seconds: tuple[float, ...]
    slides: tuple[Path, ...]
    passages: tuple[Path, ...]
    chunks: tuple[Path, ...]
    chapters: tuple[Chapter, ...]
    sound: Path
    video: Path
    loudness: Loudness

    @property
    def total(self) -> float:
        return sum(self.seconds)


def encoded(passages, folder, gain=0.0) -> tuple[list[Path], list[Heard]]:
    """Each passage as a chunk of its own, in its place between the others."""
    chunks = [folder / f"{path.stem}.m4a" for path in passages]
    between = zip([None, *passages], passages, [*passages[1:], None], chunks, strict=False)
    heard = [
        Encoder().chunk(path, chunk, before=before, after=after, gain=gain)
        for before, path, after, chunk in between
    ]
    return chunks, heard


@pytest.fixture(scope="session")
def programme(tmp_path_factory) -> Programme:
    folder = tmp_path_factory.mktemp("programme")
    speech, joiner = ESpeak(), Joiner()
    slides = TypstSlides().render([{"kind": "statement", "text": line} for line in LINES], folder)
    passages, segments, chapters, at = [], [], [], 0.0
    for number, (line, voice) in enumerate(zip(LINES, CAST, strict=False)):
        spoken = speech.say(line, voice=voice, words_per_minute=150)
        samples = np.concatenate([spoken.samples, wave_file.silence(PAUSE)])
        samples = np.pad(samples, (0, -len(samples) % AAC_FRAME))
        seconds = len(samples) / 48_000
        passages.append(folder / f"passage {number}'s.wav")
        wave_file.write(samples, passages[-1])
        segments.append((folder / f"segment {number}'s.mp4", seconds))
        joiner.segment(slides[number], seconds, segments[-1][0])
        chapters.append(Chapter(f"Part {number}; a=b #c \\ “d”", at, at + seconds))
        at += seconds
    labels = {
        "chapters": chapters,
        "title": "Nine; elements = one #brief",
        "comment": "AI-made. Voice: eSpeak NG",
    }
    chunks, heard = encoded(passages, folder)
    Encoder().join(chunks, folder / "programme.m4a", **labels)
    joiner.join(segments, folder / "programme.m4a", folder / "programme.mp4", **labels)
    return Programme(
        seconds=tuple(seconds for _, seconds in segments),
        slides=tuple(slides),
        passages=tuple(passages),
        chunks=tuple(chunks),
        chapters=tuple(chapters),
        sound=folder / "programme.m4a",
        video=folder / "programme.mp4",
        loudness=loudness.of(heard),
    )
