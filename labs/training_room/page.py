"""What the desk shows at each step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import QueryDict

from labs.contract import Desk
from labs.training_room import results, words
from labs.training_room.reading import FLAG, LET_PASS, LONGEST_MEND, NO_GROUP, chosen_in, field_of
from labs.training_room.room import TEN, Line, Room, count, ten_of
from labs.training_room.standing import (
    ALL_LINES,
    ANNOTATE,
    CASES,
    COLLECT,
    DONE,
    FILTER,
    STEPS,
    TEN_LINES,
    TEST,
    TRAIN,
    Standing,
    standing,
)
from labs.training_room.standing import TEN as TEN_STEP
from labs.training_room.task import FEWEST_LINES

if TYPE_CHECKING:
    from labs.queries.training import Trainings


def shown(desk: Desk, room: Room, trainings: Trainings, posted: QueryDict | None) -> dict[str, Any]:
    """step: of `STEPS`. posted: a form that was refused, or is only looked at."""
    at = standing(desk.submissions, trainings)
    if posted is not None and (posted.get("step"), posted.get("round")) != (at.step, str(at.round)):
        posted = None
    found: dict[str, Any] = {
        "room": room,
        "at": at,
        "step": at.step,
        "steps": list(STEPS.items()),
        "rounds": results.rounds(room, at, trainings),
    }
    if at.step == COLLECT:
        found |= _collect(desk, room, at, posted)
    elif at.step == ANNOTATE:
        found |= _annotate(room, at, posted)
    elif at.step in (TRAIN, TEN_STEP):
        found |= _train(room, at, trainings)
    elif at.step == TEST:
        found |= _test(desk, room, at, trainings, posted)
    elif at.step == CASES:
        found |= _cases(desk, room, posted)
    elif at.step in (FILTER, DONE):
        found |= results.filter_at(desk, room, at, trainings, posted)
    if at.step == DONE:
        found |= results.done(room, at, trainings, desk)
    return found


def _collect(desk: Desk, room: Room, at: Standing, posted: QueryDict | None) -> dict[str, Any]:
    lines = room.pool(at.round)
    chosen = set(at.before.lines if at.before else ())
    if posted is not None:
        chosen = set(chosen_in(lines, posted))
    taken = [line for line in lines if line.mark in chosen]
    new = {line.mark for line in lines} - {line.mark for line in room.pool(1)}
    return {
        "pool": [
            (group, [(line, line.mark in chosen, line.mark in new) for line in lines if line.group == group])
            for group in sorted({line.group for line in lines})
        ],
        "counted": count(taken) if taken else [],
        "chosen": len(taken),
        "new": len(new),
        "fewest": FEWEST_LINES,
        "most": desk.task["most_lines"],
    }


def _annotate(room: Room, at: Standing, posted: QueryDict | None) -> dict[str, Any]:
    kept = (at.before.labels if at.before else None) or {}
    sides = {field_of(room.by_mark[mark]): FLAG if flagged else LET_PASS for mark, flagged in kept.items()}
    said = sides if posted is None else posted
    lines = [room.by_mark[mark] for mark in at.last.lines]
    fields = [
        _field(number, line, said.get(field_of(line)), missing=posted is not None)
        for number, line in enumerate(lines, 1)
    ]
    return {"fields": fields, "again": any(line.mark in kept for line in lines)}


def _field(number: int, line: Line, chosen: str | None, *, missing: bool) -> dict[str, Any]:
    there = chosen in (FLAG, LET_PASS)
    return {
        "number": number,
        "line": line,
        "name": field_of(line),
        "chosen": chosen if there else "",
        "missing": missing and not there,
    }


def _train(room: Room, at: Standing, trainings: Trainings) -> dict[str, Any]:
    """training: the one that is waited for, None while nobody asked for it."""
    labels = at.last.labels or {}
    lines = [room.by_mark[mark] for mark in at.last.lines]
    kind = ALL_LINES if at.step == TRAIN else TEN_LINES
    groups = count(lines, labels)
    return {
        "training": trainings.get((at.round, kind)),
        "lines": len(lines),
        "ten": len(ten_of(labels)),
        "most_ten": TEN,
        "balance": [(name, of, flagged, of - flagged) for name, of, flagged in groups],
        "balance_told": words.balance(groups, room.flag),
        "learned": results.learned(room, at, trainings) if at.step == TEN_STEP else None,
    }


def _test(
    desk: Desk, room: Room, at: Standing, trainings: Trainings, posted: QueryDict | None
) -> dict[str, Any]:
    return {
        "learned": results.learned(room, at, trainings),
        "test": results.test_of(room, at, trainings),
        "worse": [(group, group) for group in room.groups] + [(NO_GROUP, "No group stands out")],
        "said": {name: posted.get(name, "") if posted else "" for name in ("worse", "mend", "then")},
        "longest_mend": LONGEST_MEND,
        "left": desk.task["rounds"] - at.round,
    }


def _cases(desk: Desk, room: Room, posted: QueryDict | None) -> dict[str, Any]:
    fields = [
        _field(number, line, posted.get(field_of(line)) if posted else None, missing=False)
        for number, line in enumerate(room.cases, 1)
    ]
    return {"fields": fields, "least": desk.task["least_cases"]}
