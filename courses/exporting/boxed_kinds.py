"""Kinds that stand between ``:::`` lines: callouts, scenes, prompt examples."""

from __future__ import annotations

from typing import Any

from courses.blocks.contract import Purpose
from courses.exporting.escaping import quoted
from courses.exporting.names import Names
from courses.exporting.plain_kinds import ending
from courses.exporting.rich_text import Style, markdown
from courses.exporting.stored import attributes
from courses.exporting.unsaid import Unsaid

Raw = dict[str, Any]


def box(
    raw: Raw,
    opening: str,
    lines: list[str],
    fence: str = ":::",
    usual: Purpose = Purpose.TEACH,
    **others: str,
) -> list[str]:
    """A container with the block's id, and its purpose where that is not the usual one."""
    purpose = raw["value"].get("purpose")
    stated = attributes(raw, purpose=purpose if purpose != usual else "", **others)
    return [f"{fence} {opening}{stated}", *lines, fence]


def callout(raw: Raw, names: Names, tags: bool = False) -> list[str]:
    value = raw["value"]
    text = markdown(value["text"], Style(names, tags))
    return box(raw, f"callout {value['tone']}", [value["title"] or "", *text])


def callout_in_tags(raw: Raw, names: Names) -> list[str]:
    return callout(raw, names, tags=True)


def story_scene(raw: Raw, names: Names) -> list[str]:
    lines = [story_line(one, names) for one in raw["value"]["lines"]]
    return box(raw, f"story{quoted(raw['value']['setting'])}", lines)


def story_line(entry: Raw, names: Names) -> str:
    who = names.character(entry["value"]["character"])
    text = entry["value"]["text"]
    if who is None:
        return f"({text}){ending(entry)}"
    cast = names.read_cast()
    called = next((name for name in (who.name.upper(), who.slug) if cast.get(name.lower()) == who.pk), "")
    if not called:
        raise Unsaid("a name that two characters share")
    return f"{called}: {text}{ending(entry)}"


def clip(raw: Raw, names: Names) -> list[str]:
    found = names.clip(raw["value"]["clip"])
    if found is None:
        raise Unsaid("no clip")
    lines = []
    for name, words in found.fields().items():
        first, *others = words.split("\n")
        # What is indented goes on with the line above.
        lines += [f"{name}: {first}", *(f"  {one}" if one else "" for one in others)]
    return box(raw, f"{raw['type']} {found.address}{quoted(raw['value']['caption'] or '')}", lines)


def prompt_example(raw: Raw, names: Names) -> list[str]:
    value = raw["value"]
    parts = [f"{name}: {value[name]}" for name in ("before", "after", "why")]
    return box(
        raw, f"prompt{quoted(value['title'] or '')}", [line for one in parts for line in one.split("\n")]
    )
