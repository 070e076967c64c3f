"""Kinds that plain Markdown knows: headings, text, lists, tables, pictures."""

from __future__ import annotations

import re
from typing import Any

from courses.blocks.contract import Purpose
from courses.exporting.escaping import cell, escaped, line
from courses.exporting.names import Names
from courses.exporting.rich_text import Style, markdown, one_paragraph
from courses.exporting.unsaid import Unsaid
from courses.importing.matching import grid

Raw = dict[str, Any]


def above(raw: Raw, **others: str) -> list[str]:
    """The comment that states an id, and a purpose other than the usual one."""
    stated = [f"#{raw['id']}"] if raw.get("id") else []
    purpose = raw["value"].get("purpose")
    pairs = {"purpose": purpose if purpose != Purpose.TEACH else "", **others}
    said = " ".join(stated + [f"{key}={value}" for key, value in pairs.items() if value])
    if said and not stated:
        raise Unsaid("a purpose without an id")
    return [f"<!-- {said} -->"] if said else []


def heading(raw: Raw, names: Names) -> list[str]:
    value = raw["value"]
    return [*above(raw), f"{'#' * int(value['level'])} {line(escaped(value['text']))}"]


def rich_text(raw: Raw, names: Names) -> list[str]:
    return [*above(raw), *markdown(raw["value"]["text"], Style(names))]


def rich_text_in_tags(raw: Raw, names: Names) -> list[str]:
    return [*above(raw), *markdown(raw["value"]["text"], Style(names, tags=True))]


def listing(raw: Raw, names: Names, tags: bool = False) -> list[str]:
    found = above(raw)
    for number, item in enumerate(raw["value"]["items"], 1):
        sign = f"{number}. " if raw["value"]["ordered"] else "- "
        lines = one_paragraph(item["value"], Style(names, tags))
        lines[-1] += ending(item)
        found += [sign + lines[0], *(" " * len(sign) + one for one in lines[1:])]
    return found


def listing_in_tags(raw: Raw, names: Names) -> list[str]:
    return listing(raw, names, tags=True)


def table(raw: Raw, names: Names) -> list[str]:
    rows, headed, named = grid(raw["value"]["table"])
    if not rows or not rows[0]:
        raise Unsaid("an empty table")
    header = {True: "both", False: "column"}[headed] if named else ""
    rows = rows if headed else [[""] * len(rows[0]), *rows]
    told = [f"| {' | '.join(map(cell, row))} |" for row in rows]
    caption = f"Table: {line(escaped(raw['value']['caption']))}"
    return [*above(raw, header=header), caption, "", told[0], "|" + "---|" * len(rows[0]), *told[1:]]


def image(raw: Raw, names: Names) -> list[str]:
    value = raw["value"]
    file = names.picture(value["image"])
    if file is None:
        raise Unsaid("no picture")
    target = f"<{file}>" if re.search(r"[\s()]", file) else file
    caption = escaped(value["caption"] or "").replace('"', r"\"")
    title = f' "{caption}"' if caption else ""
    return [*above(raw), f"![{escaped(value['alt_text'] or '')}]({target}{title})"]


def ending(item: Raw) -> str:
    """What states the id at the end of an item's line."""
    return f" {{#{item['id']}}}" if item.get("id") else ""
