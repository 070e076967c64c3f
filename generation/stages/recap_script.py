"""What a recap says, and what it leaves out to stay short. Pure, but for what the context holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from courses.blocks.plain import spoken_end
from courses.narration import CLOSING, OPENING
from courses.phrasebook import phrase, speaking
from generation.ports import EngineError
from generation.stages import key_points
from generation.stages.contract import Context, Made
from generation.stages.pronounce import say

LONGEST = 90.0
"""Seconds."""
MOST_POINTS = 4
CHOSEN = "From the lesson, chosen by software"
PAUSE = 0.5
"""Seconds after a point."""

Told = tuple[dict[str, Any], Made]
"""A passage and its sound."""


def written(context: Context) -> list[dict[str, Any]]:
    """Passages as those of the script, each with an upright slide and whether it may be left out.

    What the lesson says already keeps its words and its sound: title, objective, a question, how it was made.
    Raises EngineError where points must be chosen and no embeddings are there.
    """
    with speaking(context.source.locale):
        return _written(context)


def _written(context: Context) -> list[dict[str, Any]]:
    source, script = context.source, context.results["script"].meta["passages"]
    opening = [one for one in script if one["block_id"] == OPENING][:1]
    slate = [one for one in script if one["block_id"] == CLOSING][-1:]
    first = next((one["block_id"] for one in script if one["slide"]["kind"] == "question"), None)
    asked = [one for one in script if one["block_id"] == first and one["slide"]["kind"] == "question"]
    title = {"kind": "title", "eyebrow": source.course, "title": source.title, "text": source.objective}
    told = [
        *(_shown(one, title) for one in opening),
        *_points(context),
        *(_shown(one, _question(one["slide"]), spare="question") for one in asked),
        *(_shown(one, one["slide"]) for one in slate),
    ]
    return [one for one in told if any(line["spoken"] for line in one["lines"])]


def _shown(passage: Mapping[str, Any], slide: Mapping[str, Any], spare: str = "") -> dict[str, Any]:
    return {**passage, "slide": dict(slide), "spare": spare}


def _question(slide: Mapping[str, Any]) -> dict[str, Any]:
    asked = {"kind": "question", "eyebrow": phrase("Your turn"), "title": slide["title"]}
    return asked | {"options": list(slide.get("options") or ())}


def _points(context: Context) -> list[dict[str, Any]]:
    """The author's; where none are named, sentences of the lesson, and the slide says who chose them."""
    if own := context.source.key_points[:MOST_POINTS]:
        return [_point(text, phrase("To keep"), context) for text in own]
    return [_point(text, phrase(CHOSEN), context) for text in key_points.chosen(context, MOST_POINTS)]


def _point(text: str, eyebrow: str, context: Context) -> dict[str, Any]:
    line = {"voice": "narrator", "name": "", "text": spoken_end(text)}
    line["spoken"] = say(line["text"], context.source.lexicon, context.source.locale).spoken
    slide = {"kind": "point", "eyebrow": eyebrow, "text": text}
    return {"block_id": CLOSING, "slide": slide, "pause": PAUSE, "lines": [line], "spare": "point"}


def fitting(told: list[Told]) -> tuple[list[Told], list[str]]:
    """What fits into LONGEST, and what is left out for it in words: the last points first, then the question.

    Raises EngineError where what must be said is too long by itself.
    """
    left_out: list[str] = []
    for kind in ("point", "question"):
        while sum(sound.meta["total"] for _, sound in told) > LONGEST:
            place = next((at for at in reversed(range(len(told))) if told[at][0]["spare"] == kind), None)
            if place is None:
                break
            gone = [told.pop(place)] if kind == "point" else [one for one in told if one[0]["spare"] == kind]
            told = [one for one in told if one not in gone]
            left_out[:0] = [line["text"] for passage, _ in gone for line in passage["lines"]]
    over = sum(sound.meta["total"] for _, sound in told) - LONGEST
    if over > 0:
        raise EngineError(
            "recap_too_long",
            f"Title, objective and the line on how it was made run {over:.0f} s past the {LONGEST:.0f} s "
            "of a recap. Shorten the objective and publish again.",
        )
    return told, left_out
