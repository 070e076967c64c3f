"""An annotation task as the rounds read it: what is asked, of which lines, by which guideline. Pure."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from labs.annotation.task import IN_FIRST

FIRST, REPAIR, SECOND = "first", "repair", "second"
"""The steps of a run, in order; as they stand in kept work."""
STEPS = (FIRST, REPAIR, SECOND)

Labels = Mapping[str, list[str]]
"""Mark of an item -> the option chosen for each question, in their order."""


@dataclass(frozen=True)
class Question:
    name: str
    options: tuple[str, ...]
    scale: bool

    def closeness(self, one: str, two: str) -> float:
        """1 for the same, a half for one step away on a scale, else 0."""
        if one == two:
            return 1.0
        if not self.scale or not {one, two} <= set(self.options):
            return 0.0
        return 0.5 if abs(self.options.index(one) - self.options.index(two)) == 1 else 0.0


@dataclass(frozen=True)
class Rule:
    """repaired: as its author mended it; empty where it stayed."""

    text: str
    repaired: str


@dataclass(frozen=True)
class Item:
    """mark: the same for the same words or clip, in whichever revision of the lab; of lines that are alike
    each has its own.
    """

    mark: str
    context: str
    speaker: str
    line: str
    film: Any
    recording: Any
    key: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Scheme:
    """mark: labels made under the same mark may be compared. again: round two has the lines of round one."""

    mark: str
    lead: str
    rules: tuple[Rule, ...]
    questions: tuple[Question, ...]
    first: tuple[Item, ...]
    second: tuple[Item, ...]
    again: bool

    def items_of(self, step: str) -> tuple[Item, ...]:
        return self.second if step == SECOND else self.first

    @property
    def is_whole(self) -> bool:
        """A draft may lack anything."""
        return bool(self.first and self.questions and all(one.options for one in self.questions))


def scheme_of(task: Mapping[str, Any]) -> Scheme:
    rules = tuple(Rule(one["text"] or "", one["repaired"] or "") for one in task["rules"])
    questions = tuple(
        Question(one["name"] or "", tuple(filter(None, one["options"])), bool(one["scale"]))
        for one in task["questions"]
    )
    marks = _apart(_mark_of(one) for one in task["items"])
    items = tuple(_item(one, mark, len(questions)) for one, mark in zip(task["items"], marks, strict=True))
    first = items[: task["in_first"] or IN_FIRST]
    left = items[len(first) :]
    said = [task["guideline"], [[one.text, one.repaired] for one in rules]]
    asked = [[one.name, one.options, one.scale] for one in questions]
    return Scheme(
        mark=_mark([said, asked]),
        lead=task["guideline"] or "",
        rules=rules,
        questions=questions,
        first=first,
        second=left or first[::-1],
        again=not left,
    )


def _item(said: Mapping[str, Any], mark: str, questions: int) -> Item:
    return Item(
        mark=mark,
        context=said["context"] or "",
        speaker=said["speaker"] or "",
        line=said["line"] or "",
        film=said["film"],
        recording=said["recording"],
        # A draft may lack a key.
        key=(tuple(said["key"]) + ("",) * questions)[:questions],
        why=said["why"] or "",
    )


def _mark_of(said: Mapping[str, Any]) -> str:
    words = [said[name] or "" for name in ("context", "speaker", "line")]
    clips = [said[name] and said[name].pk for name in ("film", "recording")]
    return _mark([*words, *clips])


def _apart(marks: Iterable[str]) -> Iterator[str]:
    """Each once: the same line a second time is another one to label."""
    seen: Counter[str] = Counter()
    for mark in marks:
        yield f"{mark}-{seen[mark]}" if seen[mark] else mark
        seen[mark] += 1


def _mark(said: list[Any]) -> str:
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]
