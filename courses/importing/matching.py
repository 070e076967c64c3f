"""Keeping the ids of what did not change: evidence, comments and stored passages hang on them."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Any

from courses.blocks.plain import as_imported, plain

SIMILAR = 0.6
_SETTINGS = {"id", "type", "purpose", "level", "tone", "table_header_choice", "table_caption", "feeds"}
Raw = dict[str, Any]
Key = Callable[[Raw], str]


def keep_ids(old: list[Raw], new: list[Raw]) -> list[Raw]:
    """New blocks (raw StreamField form) with the ids of the old ones they continue, also of their items.

    An id that is there already was stated by the file, and stays.
    """
    pairs = _paired(old, new, _content, lambda block: _text(block["value"]))
    return [_named(block, before) for block, before in pairs]


def same(old: list[Raw], new: list[Raw]) -> bool:
    """Whether two bodies say the same under the same ids, whatever the editor added to them."""
    return [(block["id"], _content(block), _inner_ids(block["value"])) for block in old] == [
        (block["id"], _content(block), _inner_ids(block["value"])) for block in new
    ]


def _named(entry: Raw, before: Raw | None) -> Raw:
    """An entry of a stream or list with an id, its own entries too."""
    kept = entry.get("id") or (before or {}).get("id") or str(uuid.uuid4())
    return {**entry, "id": kept, "value": _inner(before["value"] if before else None, entry["value"])}


def _inner(old: Any, new: Any) -> Any:
    """What a value holds: its items (options, lines, points) or, in a bank, questions."""
    if isinstance(new, dict):
        before = old if isinstance(old, dict) else {}
        return {name: _inner(before.get(name), value) for name, value in new.items()}
    if not _is_list(new):
        return new
    pairs = _paired(old if _is_list(old) else [], new, _item_text, _item_text)
    return [_named(entry, before) for entry, before in pairs]


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(entry, dict) and {"type", "value"} <= entry.keys() for entry in value
    )


def _inner_ids(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [found for _, inner in sorted(value.items()) for found in _inner_ids(inner)]
    if not _is_list(value):
        return []
    return [found for entry in value for found in (entry.get("id"), *_inner_ids(entry["value"]))]


def _paired(old: list[Raw], new: list[Raw], key: Key, text: Key) -> list[tuple[Raw, Raw | None]]:
    """Each new entry with the old one it continues: the one whose id it states, then the same in order, then
    the likest of its type, moved ones too, then what stands in its place."""
    places = {one.get("id"): index for index, one in enumerate(old)}
    stated = {index for index, one in enumerate(new) if one.get("id")}
    pairs = {index: places[new[index]["id"]] for index in stated if new[index]["id"] in places}
    claimed = set(pairs.values())
    rest = [index for index in range(len(old)) if index not in claimed]
    unnamed = [index for index in range(len(new)) if index not in stated]
    same_order = SequenceMatcher(
        None, [key(old[index]) for index in rest], [key(new[index]) for index in unnamed], autojunk=False
    )
    for run in same_order.get_matching_blocks():
        pairs.update({unnamed[run.b + step]: rest[run.a + step] for step in range(run.size)})
    before, after = [text(one).split() for one in old], [text(one).split() for one in new]
    gone = set(pairs.values())
    free = [index for index in rest if index not in gone]
    open_ = [index for index in unnamed if index not in pairs]
    likest = sorted(
        (
            (_likeness(before[a], after[b]), -abs(a - b), b, a)
            for b in open_
            for a in free
            if old[a]["type"] == new[b]["type"]
        ),
        reverse=True,
    )
    for ratio, _, b, a in likest:
        if ratio >= SIMILAR and b not in pairs and a in free:
            pairs[b] = a
            free.remove(a)
    pairs.update(_in_place(old, new, pairs, free))
    return [(entry, old[pairs[index]] if index in pairs else None) for index, entry in enumerate(new)]


def _in_place(old: list[Raw], new: list[Raw], pairs: dict[int, int], free: list[int]) -> dict[int, int]:
    """What was rewritten where it stood. No questions or options: an old answer is none to a new one."""
    found: dict[int, int] = {}
    before = -1
    for b, entry in enumerate(new):
        if b in pairs:
            before = pairs[b]
            continue
        a = before + 1
        if not entry.get("id") and a in free and old[a]["type"] == entry["type"] and not _asks(entry):
            found[b] = before = a
    return found


def _asks(entry: Raw) -> bool:
    return isinstance(entry["value"], dict) and not {"question", "correct", "feedback"}.isdisjoint(
        entry["value"]
    )


def _likeness(old: list[str], new: list[str]) -> float:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return (
        matcher.ratio() if matcher.real_quick_ratio() >= SIMILAR and matcher.quick_ratio() >= SIMILAR else 0.0
    )


def _content(block: Raw) -> str:
    return f"{block['type']} {_words(block['value'])}"


def _item_text(item: Raw) -> str:
    """An option goes by its text: feedback and key may be mended without making it another option."""
    value = item["value"]
    return _text(value["text"] if isinstance(value, dict) and "text" in value else value)


def _text(value: Any) -> str:
    """The words people read in a value, without its settings."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return " ".join(_text(inner) for inner in value)
    if isinstance(value, dict):
        # Sorted: PostgreSQL keeps a revision's keys in an order of its own.
        return " ".join(_text(inner) for name, inner in sorted(value.items()) if name not in _SETTINGS)
    return ""


def _words(value: Any) -> str:
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return as_imported(value)
    if _is_list(value):
        return [[item["type"], _plain(item["value"])] for item in value]
    if isinstance(value, dict) and "data" in value:
        return grid(value)
    if isinstance(value, dict):
        # A switch that is off says nothing: bodies from before there was one have not changed.
        return {name: _plain(inner) for name, inner in value.items() if inner not in (None, False)}
    return value


def grid(table: dict[str, Any]) -> list[Any]:
    """Cells and heads of a table. The editor keeps heads under one name, older revisions under another."""
    choice = table.get("table_header_choice")
    heads = [
        bool(table.get("first_row_is_table_header")) or choice in ("row", "both"),
        bool(table.get("first_col_is_header")) or choice in ("column", "both"),
    ]
    return [[["" if cell is None else cell for cell in row] for row in table.get("data") or []], *heads]
