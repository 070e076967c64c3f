"""A module's body as the screens of the player, and the reel above them. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from courses.blocks.contract import Purpose
from courses.narration import CLOSING, OPENING
from courses.pacing import Ledger


@dataclass(frozen=True)
class Step:
    """One screen. number: from 1. blocks: bound blocks of the body. seconds: in the longest format."""

    number: int
    blocks: tuple[Any, ...]
    purpose: Purpose
    title: str
    seconds: float

    @property
    def key(self) -> str:
        """The id of its first block: what progress is kept under."""
        return str(self.blocks[0].id)

    @property
    def block_ids(self) -> tuple[str, ...]:
        return tuple(str(block.id) for block in self.blocks)

    @property
    def question(self) -> Any | None:
        return next((block for block in self.blocks if block.block.asks), None)


@dataclass(frozen=True)
class Segment:
    """A run of neighbouring steps of one purpose."""

    purpose: Purpose
    seconds: float
    first: int
    last: int


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
    heading = next((child.value["text"] for child in group if child.block_type == "heading"), "")
    return Step(
        number=number,
        blocks=tuple(group),
        purpose=max(by_purpose, key=lambda purpose: by_purpose[purpose]),
        title=heading,
        seconds=sum(by_purpose.values()),
    )


def _with_frame(found: list[Step], seconds: dict[str, float]) -> list[Step]:
    """Opening and closing belong to the first and the last screen, so that the reel adds up to the module."""
    if not found:
        return found
    for place, frame in ((0, OPENING), (-1, CLOSING)):
        step = found[place]
        found[place] = replace(step, seconds=step.seconds + seconds.get(frame, 0.0))
    return found


def reel(found: list[Step]) -> list[Segment]:
    segments: list[Segment] = []
    for step in found:
        if segments and segments[-1].purpose == step.purpose:
            run = segments.pop()
            segments.append(Segment(run.purpose, run.seconds + step.seconds, run.first, step.number))
        else:
            segments.append(Segment(step.purpose, step.seconds, step.number, step.number))
    return segments
