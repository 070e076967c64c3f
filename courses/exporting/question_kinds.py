"""Questions in Markdown, kind by kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from courses.blocks.question_text import lines as lines_of
from courses.exporting.boxed_kinds import box
from courses.exporting.names import Names
from courses.exporting.plain_kinds import ending
from courses.importing.questions import EXACT, NOTHING, PAIR, PATTERN

Raw = dict[str, Any]


def choice(raw: Raw, names: Names) -> list[str]:
    value = raw["value"]
    lines = [value["question"]]
    for option in value["choices"]:
        given = option["value"]
        lines += _entry(_ticked(given["correct"], given["text"]), option, given["feedback"])
    return _box(raw, names, raw["type"].removesuffix("_choice"), lines)


def quick_check(raw: Raw, names: Names) -> list[str]:
    value = raw["value"]
    lines = [value["question"]]
    for side in ("true", "false"):
        lines += _entry(_ticked(value["right"] == side, side.capitalize()), {}, value[f"if_{side}"])
    return _box(raw, names, "check", lines)


def ordering(raw: Raw, names: Names) -> list[str]:
    value = raw["value"]
    lines = [value["question"]]
    for place, step in enumerate(value["steps"], 1):
        lines += _entry(f"{place}. {step['value']['text']}", step, step["value"]["feedback"])
    return _box(raw, names, "ordering", [*lines, *_said(value, "hint")])


def matching(raw: Raw, names: Names) -> list[str]:
    value = raw["value"]
    lines = [value["question"]]
    for pair in value["pairs"]:
        given = pair["value"]
        lines += _entry(f"- {given['left']}{PAIR}{given['right']}", pair, given["feedback"])
    for one in value["distractors"]:
        lines += _entry(f"- {NOTHING}{one['value']}", one, "")
    return _box(raw, names, "matching", [*lines, *_said(value, "hint")])


def short_answer(raw: Raw, names: Names) -> list[str]:
    value = raw["value"]
    lines = [value["question"]]
    lines += [_ticked(True, one) for one in lines_of(value["accepted"])]
    lines += [_ticked(True, f"{PATTERN}{one}{PATTERN}") for one in lines_of(value["patterns"])]
    for near in value["near_misses"]:
        lines += _entry(_ticked(False, near["value"]["answer"]), near, near["value"]["feedback"])
    return _box(raw, names, "answer", [*lines, *_said(value, "why", "hint")])


def _ticked(right: bool, text: str) -> str:
    return f"- [{'x' if right else ' '}] {text}"


def _entry(opening: str, item: Raw, feedback: str) -> list[str]:
    return [f"{opening}{ending(item)}", *([f"  > {feedback}"] if feedback else [])]


def _said(value: Raw, *labels: str) -> list[str]:
    return [f"{label}: {value[label]}" for label in labels if value[label]]


def _box(raw: Raw, names: Names, opening: str, lines: list[str]) -> list[str]:
    """With what its author switched on."""
    value = raw["value"]
    return box(
        raw,
        opening,
        lines,
        shuffle="yes" if value.get("shuffle") else "",
        confidence="yes" if value.get("ask_confidence") else "",
        feeds=names.spelled(value.get("feeds")),
        exact=",".join(word for word, switch in EXACT.items() if value.get(switch)),
    )


FORMS: Mapping[str, Callable[[Raw, Names], list[str]]] = {
    "single_choice": choice,
    "multiple_choice": choice,
    "quick_check": quick_check,
    "ordering": ordering,
    "matching": matching,
    "short_answer": short_answer,
}
"""Kind -> its form."""
