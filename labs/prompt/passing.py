"""Whether a prompt states what its brief asks for. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from labs.prompt.grading.elements import NINE

NAMES = {element.key: element.label.lower() for element in NINE}


def unmet(task: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    """What keeps a version from passing, in sentences; nothing when it passes. found: of `found_of`."""
    told = []
    asked = task["elements"]
    missing = [NAMES[key] for key in NAMES if key in asked and not found["elements"][key]["covered"]]
    if len(asked) - len(missing) < task["to_pass"]:
        told.append(
            f"Not detected yet: {listed(missing)}. The brief asks for {task['to_pass']} of {len(asked)}."
        )
    if task["leaks_block"] and found["leaks"]:
        told.append("It names something that must not stand in a prompt. Take out what is marked.")
    if task["contradictions_block"] and found["contradictions"]:
        told.append("It contradicts itself. Choose one side.")
    return told


def share(task: Mapping[str, Any], found: Mapping[str, Any]) -> float:
    """0..1 of the elements that the brief asks for."""
    asked = task["elements"]
    return sum(found["elements"][key]["covered"] for key in asked) / len(asked)


def listed(names: list[str]) -> str:
    """“a”, “a and b”, “a, b and c”."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part) if names else ""
