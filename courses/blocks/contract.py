"""What every block of a lesson knows: its purpose, seconds, narration and, if it asks, grading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import models

from courses.blocks.plain import spoken_end
from courses.phrasebook import phrase

BREATH = 0.25
"""Seconds between two lines of a passage, unless the second has its own."""
SET_APART = 0.5
"""Seconds before a line that wants to be waited for: what a word means, a first option, the better prompt."""
QUESTION_PAUSE = 6.0
"""Seconds of silence after a spoken question, to think."""


class Purpose(models.TextChoices):
    TEACH = "teach", "Teach"
    PRACTISE = "practise", "Practise"
    STORY = "story", "Story"


@dataclass(frozen=True)
class Line:
    """Something one voice says. voice: a key of the cast. name: who, for captions; empty for the narrator.

    before: seconds of silence after the line above it.
    """

    text: str
    voice: str = "narrator"
    name: str = ""
    before: float = BREATH


@dataclass(frozen=True)
class Passage:
    """What is spoken over one slide. slide: plain data with a ``kind``. pause: seconds of silence after.

    prose: it may be told in other words where its author wants that; the rest is spoken as it is written.
    clip: what plays in place of that silence: a film or a recording as plain data (courses/blocks/clip.py).
    """

    lines: tuple[Line, ...]
    slide: Mapping[str, Any] = field(default_factory=dict)
    pause: float = 0.4
    prose: bool = False
    clip: Mapping[str, Any] | None = None

    @property
    def words(self) -> int:
        return sum(len(line.text.split()) for line in self.lines)


def spoken(
    texts: Iterable[str], slide: Mapping[str, Any], pause: float = 0.4, *, prose: bool = False
) -> list[Passage]:
    """One passage of the narrator's, a line for each text; none where there is nothing to say."""
    lines = tuple(Line(said) for text in texts if (said := spoken_end(text)))
    return [Passage(lines, slide, pause, prose)] if lines else []


def set_apart(passages: Sequence[Passage], first: int, before: float = SET_APART) -> list[Passage]:
    """Passages with a longer breath before one line of the first: the line of that number."""
    if not passages or first >= len(passages[0].lines):
        return list(passages)
    lines = list(passages[0].lines)
    lines[first] = replace(lines[first], before=before)
    return [replace(passages[0], lines=tuple(lines)), *passages[1:]]


def signposted(passages: Iterable[Passage]) -> list[Passage]:
    """A question's passages; the first says that it is one."""
    opened = list(passages)
    if opened:
        opened[0] = replace(opened[0], lines=(Line(phrase("Your turn.")), *opened[0].lines))
    return opened


@dataclass(frozen=True)
class Grade:
    """score: 0..1. correct: nothing missing, nothing wrong. feedback: option id -> the author's words."""

    score: float
    correct: bool
    feedback: Mapping[str, str]


class InvalidResponse(ValueError):
    """The answer does not fit the question. Its text is for the person who gave it."""


class LessonBlock:
    """Mixed into every StructBlock of a module's body. All override `passages` and `text_to_read`.

    What asks is an `Asking` (courses/blocks/asking.py), and overrides `grade`, `key` and `options` as well.
    What draws holds questions, of which each learner gets some: it overrides `pool` and `number_drawn`.
    """

    purpose: Purpose = Purpose.TEACH
    asks = False
    draws = False
    own_step = False
    keeps_note = False
    """Whether a learner keeps something for themself at it, which is never evidence: see `note`."""

    def purpose_of(self, value: Mapping[str, Any]) -> Purpose:
        """The author's choice where the block offers one, else the purpose of its kind."""
        return Purpose(value.get("purpose") or self.purpose)

    def text_to_read(self, value: Mapping[str, Any]) -> str:
        """Everything a reader reads, as plain text."""
        raise NotImplementedError

    def thinking_seconds(self, value: Mapping[str, Any]) -> float:
        """Seconds beyond reading: deciding, looking at a picture."""
        return 0.0

    def read_seconds(self, value: Mapping[str, Any], wpm: float) -> float:
        """Seconds on the page, at that many words a minute."""
        return len(self.text_to_read(value).split()) * 60 / wpm + self.thinking_seconds(value)

    def passages(self, value: Mapping[str, Any]) -> Sequence[Passage]:
        """The narration, slide by slide. Never states the key of a question."""
        raise NotImplementedError

    def called(self, value: Mapping[str, Any]) -> str:
        """A screen of its own, in a list of screens; empty where reading just goes on."""
        return ""

    def must_be_seen(self, value: Mapping[str, Any]) -> bool:
        """Whether its screen counts among those to be seen."""
        return True

    def must_be_passed(self, value: Mapping[str, Any]) -> bool:
        """Whether it is a lab that a module may ask to pass."""
        return False

    def is_open(self, value: Mapping[str, Any]) -> bool:
        """Whether learners can do it here now."""
        return True

    def note(self, value: Mapping[str, Any], fields: Mapping[str, Sequence[str]]) -> dict[str, Any]:
        """What is kept of a learner's form (name -> values), or nothing. Raises InvalidResponse."""
        raise NotImplementedError

    def noted(self, value: Mapping[str, Any], kept: Mapping[str, Any]) -> dict[str, Any]:
        """What its template shows of what was kept, on an earlier revision perhaps."""
        return dict(kept)

    def grade(self, value: Mapping[str, Any], response: Any) -> Grade:
        """Grade an answer. Raises InvalidResponse."""
        raise NotImplementedError

    def key(self, value: Mapping[str, Any]) -> list[str]:
        """Option ids of the right answer. Never sent before an answer is stored."""
        raise NotImplementedError

    def options(self, value: Mapping[str, Any]) -> list[tuple[str, str]]:
        """(option id, text) as shown, without key or feedback."""
        raise NotImplementedError

    def pool(self, value: Mapping[str, Any]) -> Any:
        """The questions a block that draws holds, bound: a StreamValue."""
        raise NotImplementedError

    def number_drawn(self, value: Mapping[str, Any]) -> int:
        """How many questions of its pool each learner gets."""
        raise NotImplementedError
