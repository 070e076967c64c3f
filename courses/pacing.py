"""Seconds, and the 80/20 ledger: pure functions over the blocks of a module.

Definitions: read seconds from 238 words a minute (Brysbaert 2019, silent reading of English non-fiction), in
other languages in the proportion of Trauzettel-Klosinski and Dietz 2012 (the same texts in 17 languages;
English at 228); spoken seconds from the synthesiser where they are known, else from words a minute. A
module's length is the longest of its formats.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from courses.blocks.contract import Passage, Purpose
from courses.narration import Lesson, Narrated, narrate

LIMIT_SECONDS = 900
READ_WPM = {
    "ar": 144,
    "de": 187,
    "en": 238,
    "es": 228,
    "fi": 168,
    "fr": 204,
    "he": 195,
    "it": 196,
    "nl": 211,
    "pl": 173,
    "pt": 189,
    "ru": 192,
    "sl": 188,
    "sv": 208,
    "tr": 173,
}
"""Words a minute by language. A language that is not here is read as English is."""
SPOKEN_WPM = 150
GREEN_SHARE = (0.15, 0.25)
ALLOWED_SHARE = (0.10, 0.30)

SpokenSeconds = Callable[[Passage], float | None]
"""Seconds of a passage's speech as measured, without its pause; None where nobody has spoken it yet."""


@dataclass(frozen=True)
class BlockClock:
    """Seconds of one block. read: on the page. spoken: in video and audio, pauses included."""

    block_id: str
    block_type: str
    purpose: Purpose
    read: float
    spoken: float

    def seconds(self, format: str) -> float:
        return self.read if format == "read" else self.spoken


@dataclass(frozen=True)
class Ledger:
    """The clock of a whole module. made: seconds of the finished media of this very text, if any.

    read_wpm, spoken_wpm: words a minute it counts with.
    """

    blocks: tuple[BlockClock, ...]
    made: float | None = None
    read_wpm: float = READ_WPM["en"]
    spoken_wpm: float = SPOKEN_WPM

    @property
    def formats(self) -> dict[str, float]:
        """Seconds of each format: as measured in what was made, else as estimated."""
        if self.made is None:
            return self.estimates
        return {**self.estimates, "watch": self.made, "listen": self.made}

    @property
    def estimates(self) -> dict[str, float]:
        read, spoken = (sum(block.seconds(name) for block in self.blocks) for name in ("read", "watch"))
        return {"read": read, "watch": spoken, "listen": spoken}

    @property
    def longest(self) -> str:
        formats = self.formats
        return max(formats, key=lambda name: formats[name])

    @property
    def seconds(self) -> float:
        return max(self.formats.values())

    @property
    def by_purpose(self) -> dict[Purpose, float]:
        """Seconds by purpose, in the longest format."""
        longest = self.longest
        return {
            purpose: sum(block.seconds(longest) for block in self.blocks if block.purpose == purpose)
            for purpose in Purpose
        }

    @property
    def entertainment_share(self) -> float:
        """Story seconds over all seconds in the longest format; 0 for an empty module."""
        total = sum(self.by_purpose.values())
        return self.by_purpose[Purpose.STORY] / total if total else 0.0

    @property
    def over(self) -> float:
        """Seconds past the limit, 0 where it holds."""
        return max(0.0, self.seconds - LIMIT_SECONDS)


def ledger(
    lesson: Lesson,
    *,
    told: Sequence[Narrated] | None = None,
    spoken_wpm: float = SPOKEN_WPM,
    spoken: SpokenSeconds = lambda passage: None,
) -> Ledger:
    """The clock of a lesson. told: its narration, where the caller has it already."""
    children = {str(child.id): child for child in lesson.body}
    read_wpm = READ_WPM.get(lesson.locale[:2], READ_WPM["en"])
    return Ledger(
        tuple(
            _clock(one, children.get(one.block_id), lesson, read_wpm, spoken_wpm, spoken)
            for one in (narrate(lesson) if told is None else told)
        ),
        read_wpm=read_wpm,
        spoken_wpm=spoken_wpm,
    )


def _clock(
    told: Narrated, child: Any, lesson: Lesson, read_wpm: float, spoken_wpm: float, spoken: SpokenSeconds
) -> BlockClock:
    return BlockClock(
        block_id=told.block_id,
        block_type=child.block_type if child else told.block_id,
        purpose=told.purpose,
        read=child.block.read_seconds(child.value, read_wpm) if child else _frame(told, lesson, read_wpm),
        spoken=sum(_passage_seconds(one, spoken_wpm, spoken) for one in told.passages),
    )


def _frame(told: Narrated, lesson: Lesson, read_wpm: float) -> float:
    texts: Sequence[str] = (
        (lesson.title, lesson.objective) if told.block_id == "opening" else lesson.key_points
    )
    return len(" ".join(texts).split()) * 60 / read_wpm


def _passage_seconds(passage: Passage, spoken_wpm: float, spoken: SpokenSeconds) -> float:
    measured = spoken(passage)
    return passage.pause + (passage.words * 60 / spoken_wpm if measured is None else measured)
