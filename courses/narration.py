"""A lesson as what is spoken over what is shown: the author's own words, made speakable.

Pure: the clock, the script stage and the transcript all call it, so none can tell a different story.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from courses.blocks.contract import Line, Passage, Purpose, signposted
from courses.blocks.plain import spoken_end
from courses.phrasebook import in_words, phrase, speaking
from courses.voicing import HOME

OPENING = "opening"
CLOSING = "closing"
DISCLOSURE = (
    "The narration, slides and video of this lesson were made with software, "
    "from a lesson written and approved by people."
)

LABELS = {
    "callout": ("Note", "Tip", "Warning"),
    "clip": ("A recording, in the lesson", "A film, in the lesson"),
    "lab": ("Lab",),
    "prompt": ("Before", "After", "Why"),
    "question": ("A moment to reflect",),
    "story": ("Scene",),
    "term": ("Not to be confused with",),
}
"""Kind of slide -> words its template writes itself. Where they are not English, a slide brings ``words``."""


@dataclass(frozen=True)
class Lesson:
    """The facts of a module that are spoken around its body. body: a StreamValue of LessonBody.

    words_per_minute: as its author wants it; None: as the studio speaks.
    """

    title: str
    course: str
    objective: str
    key_points: tuple[str, ...]
    body: Iterable[Any]
    locale: str = HOME
    words_per_minute: int | None = None


@dataclass(frozen=True)
class Narrated:
    """The passages of one block. block_id: in the body, or OPENING or CLOSING. section: the heading above."""

    block_id: str
    purpose: Purpose
    section: str
    passages: tuple[Passage, ...]


def narrate(lesson: Lesson) -> list[Narrated]:
    """Every block in order, between an opening (title, objective) and a closing (key points, disclosure).

    What the house says itself is in the lesson's language.
    """
    with speaking(lesson.locale):
        return _narrated(lesson)


def _narrated(lesson: Lesson) -> list[Narrated]:
    told = [_opening(lesson)]
    section = ""
    for child in lesson.body:
        if child.block_type == "heading":
            section = child.value["text"]
        passages = child.block.passages(child.value)
        if child.block.asks:
            passages = signposted(passages)
        told.append(
            Narrated(
                block_id=str(child.id),
                purpose=child.block.purpose_of(child.value),
                section=section,
                passages=tuple(replace(one, slide=_under(section, one.slide)) for one in passages),
            )
        )
    return [*told, _closing(lesson)]


def _under(section: str, slide: Mapping[str, Any]) -> dict[str, Any]:
    kind = slide["kind"]
    eyebrow = phrase("Your turn") if kind == "question" else "" if kind in ("story", "heading") else section
    words = in_words(*LABELS.get(kind, ()))
    return {"eyebrow": eyebrow, **({"words": words} if words else {}), **slide}


def _opening(lesson: Lesson) -> Narrated:
    lines = [Line(spoken_end(lesson.title))]
    if lesson.objective:
        lines.append(Line(spoken_end(phrase("By the end: {objective}", objective=lesson.objective))))
    slide = {"kind": "title", "eyebrow": lesson.course, "title": lesson.title, "text": lesson.objective}
    return Narrated(OPENING, Purpose.TEACH, "", (Passage(tuple(lines), slide, pause=0.8),))


def _closing(lesson: Lesson) -> Narrated:
    passages = []
    if lesson.key_points:
        points = [Line(phrase("To keep.")), *(Line(spoken_end(point)) for point in lesson.key_points)]
        slide = {
            "kind": "points",
            "eyebrow": phrase("To keep"),
            "title": phrase("What to take with you"),
            "items": list(lesson.key_points),
        }
        passages.append(Passage(tuple(points), slide))
    disclosure = phrase(DISCLOSURE)
    slate = {"kind": "slate", "eyebrow": "", "title": phrase("How this was made"), "text": disclosure}
    passages.append(Passage((Line(disclosure),), slate, pause=0.8))
    return Narrated(CLOSING, Purpose.TEACH, "", tuple(passages))
