"""``::: stored kind``: a block as it is kept, in YAML, for what Markdown has no words for."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock as GridBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtailmedia.blocks import AbstractMediaChooserBlock

from courses.blocks import LessonBody
from courses.importing.clips import FIELDS, ClipFile
from courses.importing.draft import Draft
from courses.importing.ids import ID
from courses.importing.inline import Picture
from courses.importing.links import linked
from courses.importing.rich_text import is_editors_own
from courses.importing.source import BadYaml, read_yaml


class Misshapen(ValueError):
    """The value is none of its kind. The text says where in it, and what belongs there."""


@dataclass(frozen=True)
class Known:
    """What a stored value may name. cast: slug -> id. pages: what a link names -> id. line: of the file.

    note: told of what was left out.
    """

    cast: Mapping[str, int]
    pages: Mapping[str, int]
    line: int
    note: Callable[[str], None]


def stored(kind: str, lines: list[str], known: Known, refuse: Callable[[int, str], Exception]) -> Draft:
    """Raises what `refuse` makes of a fault."""
    block = LessonBody().child_blocks.get(kind)
    if block is None:
        raise refuse(-1, f"there is no kind of block “{kind[:40]}”. Is the file from a newer Greenroom?")
    try:
        return Draft(kind, _valued(block, read_yaml(lines), known, kind))
    except BadYaml as fault:
        raise refuse((fault.line or 1) - 1, f"this is not valid YAML: {fault}.") from fault
    except Misshapen as fault:
        raise refuse(-1, str(fault)) from fault


def _valued(block: blocks.Block, value: Any, known: Known, where: str) -> Any:
    """The value as a body keeps it, with ids in place of names. Raises Misshapen."""
    if isinstance(block, blocks.BaseStructBlock):
        return _fields(block, value, known, where)
    if isinstance(block, (blocks.ListBlock, blocks.BaseStreamBlock)):
        return _entries(block, value, known, where)
    if value is None:
        return None
    if isinstance(block, ImageChooserBlock):
        return Picture(_name(value, "file", where), "", "", known.line)
    if isinstance(block, AbstractMediaChooserBlock):
        return _clip(block.media_type, value, known, where)
    if isinstance(block, SnippetChooserBlock):
        slug = _name(value, "slug", where)
        if slug.lower() not in known.cast:
            raise Misshapen(f"{where}: nobody in the cast is “{slug[:60]}”.")
        return known.cast[slug.lower()]
    if isinstance(block, blocks.RichTextBlock):
        return _html(value, known, where)
    if isinstance(block, GridBlock):
        return _grid(value, where)
    return _plain(block, value, where)


def _clip(kind: str, value: Any, known: Known, where: str) -> ClipFile:
    allowed = {"file", *FIELDS}
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise Misshapen(f"{where} must be lines of the form “field: words”.")
    if unknown := [str(name) for name in value if name not in allowed]:
        raise Misshapen(f"{where} has no field “{unknown[0][:40]}”; it has {', '.join(sorted(allowed))}.")
    fields = {name: value[name] for name in FIELDS if name in value}
    return ClipFile(kind, value.get("file", ""), known.line, **fields)


def _fields(block: blocks.BaseStructBlock, value: Any, known: Known, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Misshapen(f"{where} must be lines of the form “field: value”.")
    if unknown := [str(name) for name in value if name not in block.child_blocks]:
        raise Misshapen(f"{where} has no field “{unknown[0][:40]}”; it has {', '.join(block.child_blocks)}.")
    return {
        name: _valued(block.child_blocks[name], one, known, f"{where}, {name}") for name, one in value.items()
    }


def _entries(block: Any, value: Any, known: Known, where: str) -> list[dict[str, Any]]:
    kinds = {"item": block.child_block} if isinstance(block, blocks.ListBlock) else block.child_blocks
    if not isinstance(value, list):
        raise Misshapen(f"{where} must be a list.")
    found = []
    for number, entry in enumerate(value, 1):
        place = f"{where} {number}"
        if not isinstance(entry, dict) or not {"type", "value"} <= entry.keys() <= {"type", "value", "id"}:
            raise Misshapen(f"{place} must have “type”, “value” and “id”.")
        child = kinds.get(entry["type"]) if isinstance(entry["type"], str) else None
        if child is None:
            raise Misshapen(f"{place}: its type can be {', '.join(kinds)}.")
        name = entry.get("id") or ""
        if name and not (isinstance(name, str) and ID.fullmatch(name)):
            raise Misshapen(f"{place}: {str(name)[:60]!r} cannot be an id.")
        if name and name in {one["id"] for one in found}:
            raise Misshapen(f"{place}: the id “{name}” is used twice.")
        found.append(
            {"type": entry["type"], "value": _valued(child, entry["value"], known, place), "id": name}
        )
    return found


def _name(value: Any, key: str, where: str) -> str:
    if not isinstance(value, dict) or list(value) != [key] or not isinstance(value[key], str):
        raise Misshapen(f"{where} must be named as {{{key}: …}}.")
    return value[key]


def _html(value: Any, known: Known, where: str) -> str:
    if not isinstance(value, str) or not is_editors_own(value):
        raise Misshapen(f"{where} holds what the editor could not have written.")

    return linked(value, known.pages, known.note)


def _grid(value: Any, where: str) -> dict[str, Any]:
    rows = value.get("data") if isinstance(value, dict) else None
    cells = isinstance(rows, list) and all(
        isinstance(row, list) and all(cell is None or isinstance(cell, str) for cell in row) for row in rows
    )
    if not cells:
        raise Misshapen(f"{where} must have “data”: rows of text.")
    return {str(name): one for name, one in value.items()}


def _plain(block: blocks.Block, value: Any, where: str) -> Any:
    if isinstance(block, blocks.BooleanBlock):
        right = isinstance(value, bool)
    elif isinstance(block, blocks.IntegerBlock):
        right = isinstance(value, int) and not isinstance(value, bool)
    elif isinstance(block, blocks.FloatBlock):
        right = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
    elif isinstance(block, blocks.ChoiceBlock):
        right = value == "" or value in dict(block.field.choices)
    elif isinstance(block, (blocks.CharBlock, blocks.TextBlock, blocks.RegexBlock, blocks.URLBlock)):
        right = isinstance(value, str)
    else:
        raise Misshapen(f"{where} cannot be stored in a file.")
    if not right:
        raise Misshapen(f"{where} cannot be {str(value)[:60]!r}.")
    return value
