"""A module's body as the screens of the player. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from courses.blocks.contract import Purpose
from courses.narration import CLOSING, OPENING
from courses.pacing import Ledger


@dataclass(frozen=True)
class Step:
    """One screen, without its blocks. number: from 1. key: the id of its first block, what progress is kept
    under. name: it, in a list of steps. seconds: in the longest format. asks: the id of its question, if any.
    """

    number: int
    key: str
    block_ids: tuple[str, ...]
    purpose: Purpose
    title: str
    name: str
    seconds: float
    asks: str = ""


@dataclass(frozen=True)
class Outline:
    """What the pages show of a lesson without reading it. formats: seconds of each. points: to take home.

    measured: whether every second spoken was measured; then it is final.
    """

    steps: tuple[Step, ...]
    formats: dict[str, float]
    points: tuple[str, ...]
    measured: bool


def screens(body: Any) -> list[list[Any]]:
    """The bound blocks of each step, without the cost of its seconds.

    A question, story scene or lab is a step of its own; what stands between two of those is cut at headings.
    """
    groups: list[list[Any]] = []
    for child in body:
        if not groups or _begins_a_step(child, groups[-1]):
            groups.append([child])
        else:
            groups[-1].append(child)
    return groups


def steps(body: Any, clock: Ledger) -> list[Step]:
    """The screens with their seconds, in the clock's longest format."""
    format = clock.longest
    seconds = {block.block_id: block.seconds(format) for block in clock.blocks}
    found = [_step(number, group, seconds) for number, group in enumerate(screens(body), 1)]
    return _with_frame(found, seconds)


def blocks_at(body: Any, ids: Iterable[str]) -> list[Any]:
    """The bound blocks of those ids, in the body's order. Blocks of other kinds stay as they were stored."""
    wanted = set(ids)
    return [body[place] for place, raw in enumerate(body.raw_data) if raw.get("id") in wanted]


def _begins_a_step(child: Any, group: list[Any]) -> bool:
    if child.block.own_step or group[-1].block.own_step:
        return True
    # A heading right under a heading would leave a screen with nothing to read.
    return child.block_type == "heading" and any(one.block_type != "heading" for one in group)


def _step(number: int, group: list[Any], seconds: dict[str, float]) -> Step:
    by_purpose: dict[Purpose, float] = {}
    for child in group:
        purpose = child.block.purpose_of(child.value)
        by_purpose[purpose] = by_purpose.get(purpose, 0.0) + seconds[str(child.id)]
    title = next((child.value["text"] for child in group if child.block_type == "heading"), "")
    question = next((child for child in group if child.block.asks), None)
    return Step(
        number=number,
        key=str(group[0].id),
        block_ids=tuple(str(child.id) for child in group),
        purpose=max(by_purpose, key=lambda purpose: by_purpose[purpose]),
        title=title,
        name=title or _name(group[0], question),
        seconds=sum(by_purpose.values()),
        asks=str(question.id) if question else "",
    )


def _name(first: Any, question: Any | None) -> str:
    if question:
        return question.value["question"]
    return first.value["setting"] if first.block_type == "story_scene" else "Reading on"


def _with_frame(found: list[Step], seconds: dict[str, float]) -> list[Step]:
    """Opening and closing belong to the first and the last screen, so that the reel adds up to the module."""
    if not found:
        return found
    for place, frame in ((0, OPENING), (-1, CLOSING)):
        step = found[place]
        found[place] = replace(step, seconds=step.seconds + seconds.get(frame, 0.0))
    return found
