"""What a learner does for themself: checklists, terms, reflections, scenarios, labs."""

from __future__ import annotations

from typing import Any

from courses.blocks.contract import Purpose
from courses.exporting.boxed_kinds import box, story_line
from courses.exporting.escaping import quoted
from courses.exporting.names import Names
from courses.exporting.plain_kinds import ending

Raw = dict[str, Any]


def checklist(raw: Raw, names: Names) -> list[str]:
    value = raw["value"]
    points = [f"- {one['value']}{ending(one)}" for one in value["items"]]
    return box(raw, f"checklist{quoted(value['title'])}", points, usual=Purpose.PRACTISE)


def term(raw: Raw, names: Names) -> list[str]:
    value = raw["value"]
    other = value["not_to_be_confused_with"]
    lines = [value["definition"], *([f"not: {other}"] if other else [])]
    return box(raw, f"term{quoted(value['term'])}", lines)


def reflection(raw: Raw, names: Names) -> list[str]:
    value = raw["value"]
    lines = [value["prompt"], *([f"> {value['guidance']}"] if value["guidance"] else [])]
    return box(raw, "reflection", lines, usual=Purpose.PRACTISE)


def scenario(raw: Raw, names: Names) -> list[str]:
    value = raw["value"]
    lines = [story_line(one, names) for one in value["situation"]]
    for branch in value["branches"]:
        given = branch["value"]
        lines.append(f"- {given['text']}{ending(branch)}")
        lines += [f"  {story_line(one, names)}" for one in given["lines"]]
        lines += [f"  cost: {given['cost']}"] if given["cost"] else []
    return box(raw, f"scenario{quoted(value['setting'])}", lines, usual=Purpose.STORY)


def lab(raw: Raw, names: Names) -> list[str]:
    value = raw["value"]
    lines = [f"kind: {value['kind']}", f"reference: {value['reference']}"]
    lines += [f"minutes: {value['minutes']}"] if value["minutes"] else []
    lines += ["required: yes"] if value["required"] else []
    return box(
        raw,
        f"lab{quoted(value['title'])}",
        [*lines, value["introduction"]],
        usual=Purpose.PRACTISE,
        feeds=names.spelled(value.get("feeds")),
    )
