"""What a learner sends in each step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from labs.contract import Refused
from labs.training_room.room import Line, Room
from labs.training_room.standing import AGAIN, ANNOTATE, CASES, COLLECT, FILTER, ON, TEST, Standing
from labs.training_room.task import FEWEST_LINES

SHORTEST_MEND, LONGEST_MEND = 10, 600
"""Characters."""
NO_GROUP = "-"
"""In place of a group: none stands out."""
FLAG, LET_PASS = "flag", "pass"
LEAST_MARK, MOST_MARK = 0.01, 0.99


def read(room: Room, task: Mapping[str, Any], at: Standing, posted: QueryDict) -> dict[str, Any]:
    """The work of the step that stands there, as JSON. Raises Refused."""
    # The form of a step that is kept already must not be read as another's.
    if posted.get("step") != at.step or posted.get("round") != str(at.round):
        raise Refused("moved_on", "That step is kept already. Go on from here.")
    if at.step == COLLECT:
        return _chosen_lines(room, task, at, posted)
    if at.step == ANNOTATE:
        return {"step": ANNOTATE, "labels": _labels([room.by_mark[mark] for mark in at.last.lines], posted)}
    if at.step == TEST:
        return _test(room, task, at, posted)
    if at.step == CASES:
        return _cases(room, task, posted)
    if at.step == FILTER:
        return {"step": FILTER, "threshold": threshold_in(posted)}
    raise Refused("waiting", "The model is still to be trained. Nothing is lost: go on once it is.")


def chosen_in(lines: Sequence[Line], posted: QueryDict) -> list[str]:
    """Marks of lines that are ticked and may be chosen."""
    ticked = set(posted.getlist("line"))
    return [line.mark for line in lines if line.mark in ticked]


def _chosen_lines(room: Room, task: Mapping[str, Any], at: Standing, posted: QueryDict) -> dict[str, Any]:
    chosen = chosen_in(room.pool(at.round), posted)
    most = task["most_lines"]
    if not FEWEST_LINES <= len(chosen) <= most:
        told = f"Choose {FEWEST_LINES} to {most} lines. You have chosen {len(chosen)}."
        raise Refused("number", told)
    return {"step": COLLECT, "lines": chosen}


def field_of(line: Line) -> str:
    return f"label-{line.mark}"


def _labels(lines: Sequence[Line], posted: QueryDict) -> dict[str, bool]:
    said = {line.mark: posted.get(field_of(line), "") for line in lines}
    missing = [str(number) for number, one in enumerate(said.values(), 1) if one not in (FLAG, LET_PASS)]
    if missing:
        raise Refused("incomplete", f"Some lines wait for a label: {', '.join(missing)}.")
    return {mark: one == FLAG for mark, one in said.items()}


def _test(room: Room, task: Mapping[str, Any], at: Standing, posted: QueryDict) -> dict[str, Any]:
    worse, then = posted.get("worse", ""), posted.get("then", "")
    mend = " ".join(posted.get("mend", "").split())
    if worse not in (*room.groups, NO_GROUP):
        raise Refused("incomplete", "Say which group is treated worse, or that no group is.")
    if not SHORTEST_MEND <= len(mend) <= LONGEST_MEND:
        raise Refused("incomplete", "Say in a sentence or two what data would mend it.")
    if then not in (AGAIN, ON) or (then == AGAIN and at.round >= task["rounds"]):
        raise Refused("incomplete", "Choose how you go on.")
    return {"step": TEST, "worse": "" if worse == NO_GROUP else worse, "mend": mend, "then": then}


def _cases(room: Room, task: Mapping[str, Any], posted: QueryDict) -> dict[str, Any]:
    put = {
        side: [line.mark for line in room.cases if posted.get(field_of(line)) == side]
        for side in (FLAG, LET_PASS)
    }
    least = task["least_cases"]
    if min(len(marks) for marks in put.values()) < least:
        raise Refused(
            "number",
            f"Put {least} lines at least on each side. You have {len(put[FLAG])} to be caught and "
            f"{len(put[LET_PASS])} to be let pass.",
        )
    return {"step": CASES, **put}


def threshold_in(posted: QueryDict) -> float:
    """Raises Refused."""
    try:
        found = round(float(posted.get("threshold", "").replace(",", ".")), 2)
    except (ValueError, OverflowError):
        found = -1.0
    if not LEAST_MARK <= found <= MOST_MARK:
        raise Refused("threshold", f"Give a mark from {LEAST_MARK} to {MOST_MARK}, like 0.45.")
    return found
