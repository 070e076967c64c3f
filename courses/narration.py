"""A lesson as what is spoken over what is shown: the author's own words, made speakable.

Pure: the clock, the script stage and the transcript all call it, so none can tell a different story.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from courses.blocks.contract import Line, Passage, Purpose, signposted
from courses.blocks.plain import spoken_end
from courses.voicing import HOME

OPENING = "opening"
CLOSING = "closing"
DISCLOSURE = (
    "The narration, slides and video of this lesson were made with software, "
    "from a lesson written and approved by people."
)


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
    """Every block in order, between an opening (title, objective) and a closing (key points, disclosure)."""
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
    eyebrow = {"question": "Your turn", "story": ""}.get(slide["kind"], section)
    return {"eyebrow": "" if slide["kind"] == "heading" else eyebrow, **slide}


def _opening(lesson: Lesson) -> Narrated:
    lines = [Line(spoken_end(lesson.title))]
    if lesson.objective:
        lines.append(Line(spoken_end(f"By the end: {lesson.objective}")))
    slide = {"kind": "title", "eyebrow": lesson.course, "title": lesson.title, "text": lesson.objective}
    return Narrated(OPENING, Purpose.TEACH, "", (Passage(tuple(lines), slide, pause=0.8),))


def _closing(lesson: Lesson) -> Narrated:
    passages = []
    if lesson.key_points:
        points = [Line("To keep."), *(Line(spoken_end(point)) for point in lesson.key_points)]
        slide = {
            "kind": "points",
            "eyebrow": "To keep",
            "title": "What to take with you",
            "items": list(lesson.key_points),
        }
        passages.append(Passage(tuple(points), slide))
    slate = {"kind": "slate", "eyebrow": "", "title": "How this was made", "text": DISCLOSURE}
    passages.append(Passage((Line(DISCLOSURE),), slate, pause=0.8))
    return Narrated(CLOSING, Purpose.TEACH, "", tuple(passages))
