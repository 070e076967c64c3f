"""What the production line asks of its engines, and nothing about how they do it.

The web process imports this module, so it imports no vendor library.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from courses.voicing import HOME
from generation.sound_ports import Chapter as Chapter
from generation.sound_ports import Cover as Cover
from generation.sound_ports import Heard as Heard
from generation.sound_ports import Loudness as Loudness
from generation.sound_ports import Music as Music
from generation.sound_ports import Sound as Sound
from generation.sound_ports import Stretch as Stretch
from generation.writing_ports import SUMMARY_WORDS as SUMMARY_WORDS
from generation.writing_ports import Embedder as Embedder
from generation.writing_ports import Kind as Kind
from generation.writing_ports import Narrator as Narrator
from generation.writing_ports import Reading as Reading
from generation.writing_ports import Sentence as Sentence
from generation.writing_ports import Suggestion as Suggestion
from generation.writing_ports import TextModel as TextModel
from generation.writing_ports import Told as Told
from generation.writing_ports import Writer as Writer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAMPLE_RATE = 48_000
"""Hertz of every sound inside the line, mono."""

AAC_FRAME = 1024
"""Samples. Every passage is a whole number of these, so that each can be encoded apart."""
EARLY, LATE = 4, 2
"""AAC frames of its neighbours that a passage is encoded with, before and after: the coder needs a run-up."""

VOICES = ("narrator", "voice-1", "voice-2", "voice-3", "voice-4", "voice-5", "voice-6")
"""Voice keys a cast may use; each engine maps them to voices of its own."""


class EngineError(Exception):
    """An engine could not do its work.

    code: stable machine word (``speech_failed``, ``engine_missing``, ``disk_full`` …).
    message: what happened and what to do, in the words of the interface.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def disk_is_full(error: OSError) -> bool:
    """Whether there was no room for what was written, on the disk or in what its owner may use of it."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True)
class Word:
    """One spoken word. start, end: seconds from the beginning of its sound."""

    text: str
    start: float
    end: float


@dataclass(frozen=True)
class Spoken:
    """Speech. samples: float32 in -1..1, mono, at SAMPLE_RATE, already levelled to -16 LUFS by voice.

    words: in order, empty where the engine gives no timings (captions then fall back to sentences).
    sentences: in order, each with the time that was measured while it was spoken.
    """

    samples: NDArray[np.float32]
    words: tuple[Word, ...] = ()
    sentences: tuple[Word, ...] = ()

    @property
    def seconds(self) -> float:
        return len(self.samples) / SAMPLE_RATE


@dataclass(frozen=True)
class Phonemes:
    """How a stretch of a text sounds, in IPA. start, end: of its characters."""

    start: int
    end: int
    ipa: str


class Speech(Protocol):
    """locale: the language of a text, as in ``en-gb`` or ``fr``."""

    name: str
    version: str

    def identity(self, voice: str, locale: str = HOME) -> Mapping[str, str | int | float]:
        """Everything about this voice that changes its sound: part of a passage's digest.

        Raises EngineError (voice_missing) where nobody speaks that language.
        """

    def say(
        self,
        text: str,
        *,
        voice: str,
        words_per_minute: int,
        locale: str = HOME,
        phonemes: Sequence[Phonemes] = (),
    ) -> Spoken:
        """Speak text in one of VOICES. Raises EngineError, never returns silence for text.

        phonemes: sounds in place of stretches of the text, for voices that can; others read the text.
        """

    def seconds(self, text: str, *, voice: str, words_per_minute: int, locale: str = HOME) -> float | None:
        """The length of what `say` would return, or None where finding out costs as much as speaking."""


class Slides(Protocol):
    name: str
    version: str

    def render(self, slides: Sequence[Mapping[str, Any]], folder: Path) -> list[Path]:
        """One 1920x1080 PNG a slide, in order, written into folder."""


@dataclass(frozen=True)
class Fit:
    """How a quick reference came out. pages: 1, or more where it would not fit; blocks that are too long."""

    pages: int
    scale: float
    too_long: tuple[str, ...] = field(default=())


class Reference(Protocol):
    name: str
    version: str

    def pdf(self, sheet: Mapping[str, Any], target: Path) -> Fit:
        """One A4 page as PDF/UA-1. Raises EngineError('reference_too_long') naming the section to shorten."""


class Video(Protocol):
    name: str
    version: str

    def segment(self, slide: Path, seconds: float, target: Path) -> None:
        """A silent H.264 segment of exactly `seconds`, two frames, tagged BT.709, joinable by copy."""

    def join(
        self,
        segments: Sequence[tuple[Path, float]],
        sound: Path,
        target: Path,
        *,
        chapters: Sequence[Chapter],
        title: str,
        comment: str,
    ) -> None:
        """Join segments by copy and add the encoded sound (.m4a) without encoding anything again."""


class Movement(StrEnum):
    """How a picture of a story comes on.

    DISSOLVE: out of the one before. ENTER: its words rise and fade in. PUSH: it comes slowly closer.
    """

    DISSOLVE = "dissolve"
    ENTER = "enter"
    PUSH = "push"


@dataclass(frozen=True)
class Move:
    """seconds: it moves, from the beginning; then the picture holds still.

    before: of a dissolve, the slide it comes out of. after_push: that one had come closer.
    """

    kind: Movement
    seconds: float
    before: Path | None = None
    after_push: bool = False


class Scenes(Protocol):
    name: str
    version: str

    def scene(self, slide: Path, seconds: float, target: Path, move: Move) -> None:
        """A silent H.264 segment of exactly `seconds` that moves and then holds; joinable with the others."""


@dataclass(frozen=True)
class Footage:
    """An author's clip. path: on this machine. seconds: that it lasts, as measured when it was uploaded."""

    path: Path
    title: str
    seconds: float


class Clips(Protocol):
    """Both raise EngineError bad_clip, with the clip's title and what to do."""

    name: str
    version: str

    def sound(self, clip: Footage, target: Path, *, frames: int) -> None:
        """Its sound as a passage: a WAV of so many AAC_FRAMEs at -16 LUFS; silence where it has none."""

    def picture(self, clip: Footage, seconds: float, target: Path, *, paper: str) -> None:
        """A silent H.264 segment of exactly `seconds` at 25 frames a second, joinable with the others.

        The whole picture is seen, upright, never stretched; paper: hex colour of what is left of the frame.
        """
