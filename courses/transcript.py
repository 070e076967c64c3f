"""Made media as a page shows them: chapters, a transcript to follow, where to begin. Plain data."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from courses.durations import timecode
from courses.models import MediaSet
from courses.queries import Sitting
from courses.reel import Reel, Span, draw
from courses.steps import Step


@dataclass(frozen=True)
class Cue:
    start: float
    end: float
    text: str
    name: str


@dataclass(frozen=True)
class Paragraph:
    """The cues of one block. question: the step to answer at, where the block asks."""

    block_id: str
    start: float
    cues: tuple[Cue, ...]
    question: Step | None

    @property
    def at(self) -> str:
        return timecode(self.start)


def paragraphs(media: MediaSet, sitting: Sitting) -> list[Paragraph]:
    groups: list[list[dict[str, Any]]] = []
    for cue in media.cues:
        if groups and groups[-1][-1]["block_id"] == cue["block_id"]:
            groups[-1].append(cue)
        else:
            groups.append([cue])
    return [_paragraph(group, sitting) for group in groups]


def _paragraph(group: list[dict[str, Any]], sitting: Sitting) -> Paragraph:
    step = sitting.step_of(group[0]["block_id"])
    return Paragraph(
        block_id=group[0]["block_id"],
        start=group[0]["start"],
        cues=tuple(Cue(cue["start"], cue["end"], cue["text"], cue.get("name", "")) for cue in group),
        question=step if step and step.asks else None,
    )


def word_times(media: MediaSet) -> list[list[int]]:
    """For each cue the begin and end of each of its words, in turns, in milliseconds from the cue's begin.

    Empty where no word has a time; so is a cue whose words are not those that were timed.
    """
    times: list[list[int]] = [[] for _ in media.cues]
    for start, end, _, number in media.words:
        begins = media.cues[number]["start"]
        times[number] += [round((start - begins) * 1000), round((end - begins) * 1000)]
    for cue, known in zip(media.cues, times, strict=True):
        if len(known) != 2 * len(cue["text"].split()):
            known.clear()
    return times if any(times) else []


def as_text(media: MediaSet, title: str, course: str) -> str:
    """The transcript to keep: chapters with their time, a paragraph a block, who speaks by name."""
    lines = [title, course, f"Made with software: {', '.join(media.made_with)}.", ""]
    begins = {chapter["block_id"]: chapter for chapter in media.chapters}
    for block, group in groupby(media.cues, key=lambda cue: cue["block_id"]):
        if chapter := begins.get(block):
            lines += [f"{timecode(chapter['start'])}  {chapter['title']}", ""]
        for name, said in groupby(group, key=lambda cue: cue.get("name", "")):
            words = " ".join(" ".join(cue["text"].split()) for cue in said)
            lines += [f"{name}: {words}" if name else words]
        lines.append("")
    return "\n".join(lines)


def chapters(media: MediaSet) -> list[dict[str, Any]]:
    return [{**chapter, "at": timecode(chapter["start"])} for chapter in media.chapters]


def chapter_reel(media: MediaSet, sitting: Sitting) -> Reel:
    """The strip under the player: its segments are the seconds of the media themselves."""
    told = paragraphs(media, sitting)
    ends = [one.start for one in told[1:]] + [media.seconds]
    fallback = sitting.steps[0].purpose
    outline = []
    for one, end in zip(told, ends, strict=True):
        step = sitting.step_of(one.block_id)
        outline.append(Span(one.block_id, step.purpose if step else fallback, end - one.start))
    return draw(outline)


def begin_at(media: MediaSet, sitting: Sitting) -> float:
    """Seconds to begin at: where the learner stands in any format; the start once they are through."""
    standing = sitting.step_of(sitting.attempt.block_id)
    if standing is None or (sitting.attempt.completed_at and standing is sitting.steps[-1]):
        return 0.0
    block_id = standing.slot.bank if standing.slot else sitting.attempt.block_id
    spoken = [cue for cue in media.cues if cue["block_id"] == block_id]
    if not spoken:
        return 0.0
    return min(spoken[0]["start"] + sitting.attempt.seconds, spoken[-1]["end"])
