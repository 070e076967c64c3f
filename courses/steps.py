"""A module's body as the screens of the player. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from courses.blocks.contract import Purpose
from courses.narration import CLOSING, OPENING
from courses.pacing import Ledger
from courses.paper import drawn

LONGEST_KEY = 40
"""Characters that progress keeps of a key."""


@dataclass(frozen=True)
class Slot:
    """A place on a learner's paper. bank: its id. pool: id and name of each question that may stand there.

    number: from 1, of so many.
    """

    bank: str
    title: str
    number: int
    of: int
    pool: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Step:
    """One screen, without its blocks. number: from 1. key: the id of its first block, what progress is kept
    under. name: it, in a list of steps. seconds: in the longest format. asks: the id of its question, if any.

    slot: where the question is one of a bank's; until it is `filled`, nobody in particular is asked anything.
    required: it counts among the screens to be seen. lab: the id of its lab, where that is required.
    """

    number: int
    key: str
    block_ids: tuple[str, ...]
    purpose: Purpose
    title: str
    name: str
    seconds: float
    asks: str = ""
    slot: Slot | None = None
    required: bool = True
    lab: str = ""


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
    A bank is one group, though it becomes a screen for each question it asks.
    """
    groups: list[list[Any]] = []
    for child in body:
        if not groups or _begins_a_step(child, groups[-1]):
            groups.append([child])
        else:
            groups[-1].append(child)
    return groups


def must_be_seen(screen: Iterable[Any]) -> bool:
    """Whether this screen counts among those to be seen."""
    return any(child.block.must_be_seen(child.value) for child in screen)


def steps(body: Any, clock: Ledger) -> list[Step]:
    """The screens with their seconds, in the clock's longest format."""
    format = clock.longest
    seconds = {block.block_id: block.seconds(format) for block in clock.blocks}
    found = [step for group in screens(body) for step in _steps(group, seconds)]
    return _with_frame([replace(step, number=number) for number, step in enumerate(found, 1)], seconds)


def filled(steps: Iterable[Step], attempt_id: int) -> tuple[Step, ...]:
    """The steps of an attempt: each slot holds the question that was drawn for it."""
    return tuple(_filled(step, step.slot, attempt_id) if step.slot else step for step in steps)


def _filled(step: Step, slot: Slot, attempt_id: int) -> Step:
    names = dict(slot.pool)
    question = drawn(names, slot.of, bank_id=slot.bank, attempt_id=attempt_id)[slot.number - 1]
    return replace(step, asks=question, name=names[question])


def step_at(steps: Iterable[Step], block_id: str) -> Step | None:
    """The step of a key, a question or a block. The id of a bank stands for its first question's step."""
    found = [step for step in steps if block_id and block_id in (step.key, step.asks, *step.block_ids)]
    return next((step for step in found if block_id in (step.key, step.asks)), found[0] if found else None)


def keys(group: Sequence[Any]) -> list[str]:
    """The keys of the steps that one group of `screens` becomes."""
    first = group[0]
    number = first.block.number_drawn(first.value) if first.block.draws else 1
    return [_key(str(first.id), place) for place in range(1, number + 1)]


def _key(block_id: str, place: int) -> str:
    if place == 1:
        return block_id
    key = f"{block_id}:{place}"
    # Ids written by hand may leave no room.
    return key if len(key) <= LONGEST_KEY else f"{hashlib.sha256(block_id.encode()).hexdigest()[:36]}:{place}"


def blocks_at(body: Any, ids: Iterable[str]) -> list[Any]:
    """The bound blocks of those ids, questions of banks among them, in the body's order. Blocks of other
    kinds stay as they were stored.
    """
    wanted = set(ids)
    found: list[Any] = []
    for place, raw in enumerate(body.raw_data):
        if raw.get("id") in wanted:
            found.append(body[place])
        elif body.stream_block.child_blocks[raw["type"]].draws:
            found += blocks_at(body[place].block.pool(body[place].value), wanted)
    return found


def _begins_a_step(child: Any, group: list[Any]) -> bool:
    if child.block.own_step or group[-1].block.own_step:
        return True
    # A heading right under a heading would leave a screen with nothing to read.
    return child.block_type == "heading" and any(one.block_type != "heading" for one in group)


def _steps(group: list[Any], seconds: dict[str, float]) -> list[Step]:
    return _slots(group[0], seconds) if group[0].block.draws else [_step(group, seconds)]


def _slots(bank: Any, seconds: dict[str, float]) -> list[Step]:
    """A step for each question that a bank asks, all of one length: which they are is drawn later."""
    pool = tuple((str(child.id), _name(child, child)) for child in bank.block.pool(bank.value))
    block_id, title, found = str(bank.id), bank.value["title"], keys([bank])
    step = Step(
        number=0,
        key="",
        block_ids=(block_id,),
        purpose=bank.block.purpose_of(bank.value),
        title="",
        name="",
        seconds=seconds[block_id] / len(found) if found else 0.0,
    )
    return [
        replace(step, key=key, name=f"{title}: {place}", slot=Slot(block_id, title, place, len(found), pool))
        for place, key in enumerate(found, 1)
    ]


def _step(group: list[Any], seconds: dict[str, float]) -> Step:
    by_purpose: dict[Purpose, float] = {}
    for child in group:
        purpose = child.block.purpose_of(child.value)
        by_purpose[purpose] = by_purpose.get(purpose, 0.0) + seconds[str(child.id)]
    title = next((child.value["text"] for child in group if child.block_type == "heading"), "")
    question = next((child for child in group if child.block.asks), None)
    return Step(
        number=0,
        key=str(group[0].id),
        block_ids=tuple(str(child.id) for child in group),
        purpose=max(by_purpose, key=lambda purpose: by_purpose[purpose]),
        title=title,
        name=title or _name(group[0], question),
        seconds=sum(by_purpose.values()),
        asks=str(question.id) if question else "",
        required=must_be_seen(group),
        lab=next((str(child.id) for child in group if child.block.must_be_passed(child.value)), ""),
    )


def _name(first: Any, question: Any | None) -> str:
    if question:
        return question.value["question"]
    return first.block.called(first.value) or "Reading on"


def _with_frame(found: list[Step], seconds: dict[str, float]) -> list[Step]:
    """Opening and closing belong to the first and the last screen, so that the reel adds up to the module."""
    if not found:
        return found
    for place, frame in ((0, OPENING), (-1, CLOSING)):
        step = found[place]
        found[place] = replace(step, seconds=step.seconds + seconds.get(frame, 0.0))
    return found
