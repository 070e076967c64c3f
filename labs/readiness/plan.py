"""What a plan for a pilot must say, and whether it does. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from labs.readiness.weighing import Risk

SHORTEST = 12
"""Characters of a sentence that says something."""


@dataclass(frozen=True)
class Field:
    """name, label and help of a field of the plan. wants: what is looked for in it, in words."""

    name: str
    label: str
    help: str
    wants: str
    met: Callable[[str], bool]


def _says_something(text: str) -> bool:
    return len(text) >= SHORTEST


def _has_a_figure(text: str) -> bool:
    return _says_something(text) and bool(re.search(r"\d", text))


FIELDS = (
    Field(
        "problem",
        "Which problem does it begin with?",
        "Of your audience or your crew, not of the tool.",
        "a problem, in a sentence",
        _says_something,
    ),
    Field(
        "measure",
        "How will you know that it helped?",
        "What is counted, now and after, and what figure is enough.",
        "a figure",
        _has_a_figure,
    ),
    Field(
        "stop",
        "When do you stop?",
        "The figure or the event that ends the pilot early.",
        "what ends it",
        _says_something,
    ),
    Field(
        "checks",
        "Who checks the results, and how many of them?",
        "A person by role, and how often they look.",
        "a role, and how much is checked",
        _says_something,
    ),
    Field(
        "told",
        "Whom do you tell, and what?",
        "The crew whose work it touches; the audience, where they will meet what was made.",
        "who is told what",
        _says_something,
    ),
    Field("first", "Month one", "Train, try, count.", "a first step", _says_something),
    Field("second", "Month two", "Widen it, or mend it.", "a second step", _says_something),
    Field("third", "Month three", "Decide, with the figure in hand.", "a decision", _says_something),
)


def lacks(plan: Mapping[str, str], risk: Risk) -> list[str]:
    """What a plan does not say yet, in words. risk: of the task it begins with."""
    said: dict[str, str] = {}
    found = []
    for field in FIELDS:
        text = plan[field.name]
        if not field.met(text):
            found.append(f"{field.label} {field.wants.capitalize()}.")
        elif text.casefold() in said:
            found.append(f"{field.label} You said this already under “{said[text.casefold()]}”")
        said.setdefault(text.casefold(), field.label)
    if risk == Risk.HIGH:
        found.insert(0, "A first pilot is a task where a mistake is cheap. Choose one of less risk.")
    return found


def criteria() -> int:
    """How many things a plan is looked through for."""
    return len(FIELDS) + 1
