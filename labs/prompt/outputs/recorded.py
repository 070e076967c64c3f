"""Outputs that a lab's author recorded: which of them stand beside a version, and what is said of them. Pure.

Written down for prompts that state this or that, and made from no words of the learner's: the nearest is what
can be told from and no more.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from labs.prompt.passing import NAMES, listed

MOST = 3
"""Beside a version."""


@dataclass(frozen=True)
class Recorded:
    """id: of the item in the author's list. states: elements of the prompts that it stands for."""

    id: str
    text: str
    states: frozenset[str]
    made_by: str


def recorded_in(task: Mapping[str, Any]) -> list[Recorded]:
    """In the author's order."""
    listed_outputs = task.get("outputs")
    return [
        Recorded(
            bound.id or str(at), bound.value["text"], frozenset(bound.value["states"]), bound.value["made_by"]
        )
        for at, bound in enumerate(listed_outputs.bound_blocks if listed_outputs else ())
    ]


def covered_by(found: Mapping[str, Any]) -> frozenset[str]:
    """Elements that a version states. found: of `labs.prompt.found`."""
    return frozenset(key for key, one in found["elements"].items() if one["covered"])


def nearest(recorded: Sequence[Recorded], covered: Collection[str]) -> list[Recorded]:
    """Those for prompts that state most of what is covered and, of those, least besides; at most `MOST`."""
    best = min((_distance(one, covered) for one in recorded), default=None)
    return [one for one in recorded if _distance(one, covered) == best][:MOST]


def _distance(one: Recorded, covered: Collection[str]) -> tuple[int, int]:
    return -len(one.states & set(covered)), len(one.states - set(covered))


def compared(states: Collection[str], covered: Collection[str]) -> str:
    """How the prompts that a recorded output stands for and a version differ, in sentences."""
    more = [NAMES[key] for key in NAMES if key in states and key not in covered]
    less = [NAMES[key] for key in NAMES if key in covered and key not in states]
    told = []
    if more:
        told.append(f"For a prompt that states {listed(more)}; yours does not, as far as was detected.")
    if less:
        told.append(f"Yours states {listed(less)}; that one does not.")
    same = [NAMES[key] for key in NAMES if key in states]
    return " ".join(told) or (
        f"For a prompt that states what yours does: {listed(same)}."
        if same
        else "For a prompt that states none of the nine, as yours does."
    )
