"""Chapters: where a lesson's parts begin, for players and files. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from courses.narration import CLOSING, OPENING
from courses.phrasebook import phrase

SHORTEST = 5.0
"""Seconds. A chapter that would begin sooner after the last belongs to it."""
LONGEST_TITLE = 60


def chapters(
    passages: Sequence[Mapping[str, Any]], starts: Sequence[float], end: float
) -> list[dict[str, Any]]:
    """{start, end, title, block_id} from the script's passages and the second each begins at.

    In the language that is spoken (`courses.phrasebook.speaking`).
    """
    found: list[dict[str, Any]] = []
    before = ""
    for passage, start in zip(passages, starts, strict=True):
        if passage["block_id"] == before:
            continue
        before = passage["block_id"]
        title = _title(passage, found)
        if title and (not found or start - found[-1]["start"] >= SHORTEST):
            found.append({"start": start, "title": title, "block_id": passage["block_id"]})
    ends = [one["start"] for one in found[1:]] + [end]
    return [
        {**one, "start": round(one["start"], 3), "end": round(until, 3)}
        for one, until in zip(found, ends, strict=True)
    ]


def _title(passage: Mapping[str, Any], found: Sequence[Mapping[str, Any]]) -> str:
    """What begins with this block; empty where it goes on with what was begun."""
    slide, block = passage["slide"], passage["block_id"]
    if block == OPENING:
        return phrase("Opening")
    if block == CLOSING:
        return phrase("To keep" if slide["kind"] == "points" else "How this was made")
    if slide["kind"] == "heading":
        return _short(slide["title"])
    if slide["kind"] == "story":
        return _short(slide["setting"])
    if slide["kind"] == "question":
        return _short(phrase("Your turn: {question}", question=slide["title"]))
    # What follows a question or a scene goes back to the section it stands in.
    section = _short(passage["section"])
    return section if section and found and found[-1]["title"] != section else ""


def _short(title: str) -> str:
    title = " ".join(title.split())
    if len(title) <= LONGEST_TITLE:
        return title
    return title[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(",;:.") + " …"
