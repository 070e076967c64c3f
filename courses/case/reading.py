"""A CFPackage read: ours, and those of others. What this house does not keep is left out and told."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from courses.case.fields import as_date, as_identifier, as_list, as_object, as_place, as_text
from courses.case.package import EXTENSION, CaseRefused, Item, Package
from courses.framework import CYCLE, DEEPEST, fault

MOST_BYTES = 2_000_000
MOST_ITEMS = 2_000
_READ = {"identifier", "fullStatement", "abbreviatedStatement", "humanCodingScheme", "CFItemType"}
_TYPES = "CFItemTypes"
_SAID_ELSEWHERE = {
    "uri",
    "lastChangeDateTime",
    "CFItemTypeURI",
    "CFDocumentURI",
    "statusEndDate",
    "extensions",
}


def read_package(content: bytes) -> Package:
    """Raises CaseRefused."""
    root = as_object(_parsed(content), "The file")
    document = as_object(root.get("CFDocument"), "CFDocument")
    document_id = as_identifier(document, "CFDocument")
    raw = as_list(root.get("CFItems"), "CFItems")
    if not raw:
        raise CaseRefused("CFItems", "the package holds no statements.")
    if len(raw) > MOST_ITEMS:
        raise CaseRefused("CFItems", f"the package holds {len(raw)} statements; {MOST_ITEMS} is the most.")
    items = _items(raw, document_id)
    items, notes = _placed(items, as_list(root.get("CFAssociations"), "CFAssociations"), document_id)
    _refuse_no_tree(items)
    title = as_text(document, "title", "CFDocument") or "Without a title"
    return Package(title, tuple(items.values()), (*_left_out(root, raw), *notes))


def _parsed(content: bytes) -> Any:
    if len(content) > MOST_BYTES:
        raise CaseRefused("", f"The file has {len(content):,} bytes; {MOST_BYTES:,} is the most.")
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise CaseRefused("", "The file is not text in UTF-8, so it is no CASE package.") from fault
    except json.JSONDecodeError as fault:
        raise CaseRefused(f"Line {fault.lineno}, column {fault.colno}", "the file is not JSON.") from fault
    except (RecursionError, ValueError) as fault:
        raise CaseRefused("", "The file nests too deep, or holds a number far too long.") from fault


def _items(raw: list[Any], document_id: uuid.UUID) -> dict[uuid.UUID, Item]:
    found: dict[uuid.UUID, Item] = {}
    for number, entry in enumerate(raw):
        place = f"CFItems[{number}]"
        one = _item(as_object(entry, place), place)
        first = "CFDocument" if one.identifier == document_id else ""
        if one.identifier in found:
            first = found[one.identifier].place
        if first:
            raise CaseRefused(f"{place}.identifier", f"{first} has the same identifier.")
        found[one.identifier] = one
    return found


def _item(entry: Mapping[str, Any], place: str) -> Item:
    statement = as_text(entry, "fullStatement", place)
    if statement is None:
        raise CaseRefused(f"{place}.fullStatement", "every statement needs its words.")
    extensions = as_object(entry.get("extensions") or {}, f"{place}.extensions")
    own = extensions.get(EXTENSION)
    return Item(
        place=place,
        identifier=as_identifier(entry, place),
        statement=statement,
        name=as_text(entry, "abbreviatedStatement", place),
        code=as_text(entry, "humanCodingScheme", place, 60),
        kind=as_text(entry, "CFItemType", place, 60),
        slug=as_text(own, "slug", f"{place}.extensions.{EXTENSION}", 120) if isinstance(own, dict) else None,
        ends_on=as_date(entry, "statusEndDate", place),
    )


def _placed(
    items: dict[uuid.UUID, Item], associations: list[Any], document_id: uuid.UUID
) -> tuple[dict[uuid.UUID, Item], list[str]]:
    """The items where isChildOf puts them. What it puts under two stays under the first."""
    placed, notes, others = dict(items), [], Counter[str]()
    for number, entry in enumerate(associations):
        place = f"CFAssociations[{number}]"
        entry = as_object(entry, place)
        kind = as_text(entry, "associationType", place)
        if kind is None:
            raise CaseRefused(f"{place}.associationType", "this must say how the two belong together.")
        if kind != "isChildOf":
            others[kind] += 1
            continue
        child, over = (_end(entry, name, place, items, document_id) for name in _ENDS)
        one = placed.get(child)
        if one is None:
            raise CaseRefused(
                f"{place}.originNodeURI.identifier", "the framework itself stands under nothing."
            )
        parent = None if over == document_id else over
        if one.placed and parent != one.parent:
            notes.append(
                f"{one.place} stands under two statements; it is kept under the first ({place} left out)."
            )
        elif not one.placed:
            order = as_place(entry, "sequenceNumber", place)
            placed[child] = replace(one, placed=True, parent=parent, order=order)
    notes += [f"Associations “{kind[:40]}” are left out ({count})." for kind, count in sorted(others.items())]
    return placed, notes


_ENDS = ("originNodeURI", "destinationNodeURI")


def _end(
    entry: Mapping[str, Any], name: str, place: str, items: Mapping[uuid.UUID, Item], document_id: uuid.UUID
) -> uuid.UUID:
    where = f"{place}.{name}"
    key = as_identifier(as_object(entry.get(name), where), where)
    if key not in items and key != document_id:
        raise CaseRefused(f"{where}.identifier", f"there is no statement {key} in the package.")
    return key


def _refuse_no_tree(items: Mapping[uuid.UUID, Item]) -> None:
    found = fault({key: one.parent for key, one in items.items()})
    if found is not None:
        why, key = found
        told = "it stands under itself" if why == CYCLE else f"it stands deeper than {DEEPEST} levels"
        raise CaseRefused(items[key].place, f"{told}, by way of CFAssociations.")


def _left_out(root: Mapping[str, Any], raw: list[Any]) -> list[str]:
    fields = Counter(name for entry in raw for name in entry if name not in _READ | _SAID_ELSEWHERE)
    fields.update(
        f"extensions.{name}" for entry in raw for name in entry.get("extensions") or {} if name != EXTENSION
    )
    known = {"CFDocument", "CFItems", "CFAssociations", "CFDefinitions"}
    definitions = as_object(root.get("CFDefinitions") or {}, "CFDefinitions")
    parts = sorted(name for name, value in root.items() if name not in known and value)
    parts += sorted(
        f"CFDefinitions.{name}" for name, value in definitions.items() if value and name != _TYPES
    )
    return [
        *(f"“{name[:60]}” of statements is left out ({count})." for name, count in sorted(fields.items())),
        *(f"“{name[:60]}” of the package is left out." for name in parts),
    ]
