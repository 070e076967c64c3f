"""When two raw values of a block say the same to everyone who reads, hears or edits them."""

from __future__ import annotations

import re
from typing import Any

from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock as GridBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtailmedia.blocks import AbstractMediaChooserBlock

from courses.blocks.feeds import FeedsBlock
from courses.exporting.names import Names
from courses.importing.matching import grid
from courses.importing.rich_text import plain_form

_PAGE_LINK = re.compile(r'<a(?=[^>]*\blinktype="page")[^>]*\bid="(\d+)"[^>]*>(.*?)</a>', re.DOTALL)


def canonical(block: blocks.Block, raw: Any, names: Names) -> Any:
    """A raw value in one spelling: fields that are missing filled in, what is gone taken out."""
    if isinstance(block, blocks.BaseStructBlock):
        given = raw if isinstance(raw, dict) else {}
        return {
            name: canonical(child, given[name] if name in given else _default(child), names)
            for name, child in block.child_blocks.items()
        }
    if isinstance(block, FeedsBlock):
        raw = names.fed(raw)
    if isinstance(block, blocks.ListBlock):
        return [_entry(block.child_block, entry, names) for entry in raw or []]
    if isinstance(block, blocks.BaseStreamBlock):
        kinds = block.child_blocks
        return [
            {**_entry(kinds[one["type"]], one, names), "type": one["type"]}
            for one in raw or []
            if one["type"] in kinds
        ]
    if isinstance(block, blocks.RichTextBlock):
        return plain_form(without_dead_links(raw or "", names))
    if isinstance(block, GridBlock):
        return grid(raw or {})
    if isinstance(block, ImageChooserBlock):
        return raw if raw in names.files else None
    if isinstance(block, AbstractMediaChooserBlock):
        return raw if raw in names.clips else None
    if isinstance(block, SnippetChooserBlock):
        return raw if raw in names.cast else None
    return "" if raw is None and isinstance(block, (blocks.CharBlock, blocks.TextBlock)) else raw


def without_dead_links(html: str, names: Names) -> str:
    """A link to a page that is gone is only its words."""
    return _PAGE_LINK.sub(lambda one: one.group() if names.page(one.group(1)) else one.group(2), html)


def _entry(block: blocks.Block, entry: Any, names: Names) -> dict[str, Any]:
    in_form = isinstance(entry, dict) and {"type", "value"} <= entry.keys()
    value = entry["value"] if in_form else entry
    return {"id": (entry.get("id") or "") if in_form else "", "value": canonical(block, value, names)}


def _default(block: blocks.Block) -> Any:
    return block.get_prep_value(block.get_default())
