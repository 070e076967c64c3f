"""Bodies with every field that their blocks have today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.blocks import Block

Raw = dict[str, Any]


def completed(block: Block, value: Any) -> Any:
    """A raw value with the fields and the form of entries that older bodies, and files, leave out."""
    children = getattr(block, "child_blocks", None)
    item = getattr(block, "child_block", None)
    if isinstance(value, Mapping) and children is not None:
        return {
            name: completed(child, value[name])
            if name in value
            else child.get_prep_value(child.get_default())
            for name, child in children.items()
        }
    if isinstance(value, list) and children is not None:
        return [_entry(children[one["type"]], one) for one in value if one["type"] in children]
    return [_entry(item, one) for one in value] if isinstance(value, list) and item is not None else value


def _entry(block: Block, entry: Any) -> Raw:
    in_form = isinstance(entry, Mapping) and {"type", "value"} <= entry.keys()
    kind, stated = (entry["type"], entry.get("id") or "") if in_form else ("item", "")
    return {"type": kind, "value": completed(block, entry["value"] if in_form else entry), "id": stated}
