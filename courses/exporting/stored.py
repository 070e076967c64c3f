"""A block as it is kept, with names in place of numbers: what Markdown has no words for."""

from __future__ import annotations

import re
from typing import Any

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtailmedia.blocks import AbstractMediaChooserBlock

from courses.blocks import LessonBody
from courses.blocks.feeds import FeedsBlock
from courses.exporting.equality import without_dead_links
from courses.exporting.names import Names
from courses.exporting.yaml import dumped

_PAGE = re.compile(r'<a(?=[^>]*\blinktype="page")[^>]*\bid="(\d+)"[^>]*>')


def stored(raw: dict[str, Any], names: Names) -> list[str]:
    """The lines of a container that says everything about a block, whatever its kind."""
    value = _named(LessonBody().child_blocks[raw["type"]], raw["value"], names)
    lines = dumped(value)
    colons = max((len(one) - len(one.lstrip(":")) for line in lines for one in [line.strip()]), default=0)
    fence = ":" * max(3, colons + 1)
    return [f"{fence} stored {raw['type']}{attributes(raw)}", *lines, fence]


def attributes(raw: dict[str, Any], **others: str) -> str:
    """`` {#id key=value}`` at the end of a container's opening line."""
    stated = [f"#{raw['id']}"] if raw.get("id") else []
    pairs = [f"{key}={value}" for key, value in others.items() if value]
    return f" {{{' '.join(stated + pairs)}}}" if stated or pairs else ""


def _named(block: blocks.Block, value: Any, names: Names) -> Any:
    if isinstance(block, blocks.BaseStructBlock):
        return {
            name: _named(block.child_blocks[name], one, names)
            for name, one in value.items()
            if name in block.child_blocks
        }
    if isinstance(block, FeedsBlock):
        value = names.fed(value)
    if isinstance(block, blocks.ListBlock):
        return [_entry("item", block.child_block, one, names) for one in value or []]
    if isinstance(block, blocks.BaseStreamBlock):
        kinds = block.child_blocks
        return [
            _entry(one["type"], kinds[one["type"]], one, names) for one in value or [] if one["type"] in kinds
        ]
    if isinstance(block, ImageChooserBlock):
        file = names.picture(value)
        return {"file": file} if file else None
    if isinstance(block, AbstractMediaChooserBlock):
        clip = names.clip(value)
        return {"file": clip.address, **clip.fields()} if clip else None
    if isinstance(block, SnippetChooserBlock):
        character = names.character(value)
        return {"slug": character.slug} if character else None
    if isinstance(block, blocks.RichTextBlock):
        return _with_names(without_dead_links(value or "", names), names)
    return value


def _entry(kind: str, block: blocks.Block, entry: Any, names: Names) -> dict[str, Any]:
    in_form = isinstance(entry, dict) and {"type", "value"} <= entry.keys()
    told = {"type": kind, "value": _named(block, entry["value"] if in_form else entry, names)}
    return {**told, "id": entry["id"]} if in_form and entry.get("id") else told


def _with_names(html: str, names: Names) -> str:
    return _PAGE.sub(lambda one: f'<a href="page:{names.page(one.group(1))}">', html)
