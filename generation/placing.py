"""Where each kind of proposal goes in a module. Changes the object given, saves nothing."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from courses.models import KeyPoint, ModulePage, Term
from generation.ports import Kind
from generation.reading import read_lesson

MOST_KEY_POINTS = 7
_NAMES = uuid.UUID("6d1c3f0a-6f5b-4a3e-9d57-1f0f8a2f7b10")
FIELDS = {Kind.OBJECTIVE: "objective", Kind.SUMMARY: "search_description"}
"""Kind -> the field of a module it takes the place of."""


def place(
    draft: ModulePage, kind: Kind, content: Mapping[str, Any], *, block_id: str, name: int, instead_of: str
) -> str:
    """Put a proposal in its place. What is in the way, in words; empty where nothing was.

    block_id: the block after which a question stands. name: what the ids of a new block are made of.
    instead_of: what an objective or summary takes the place of.
    """
    if kind in FIELDS:
        return _replace(draft, FIELDS[kind], content["text"].strip(), instead_of)
    if kind is Kind.KEY_POINT:
        return _add_key_point(draft, content["text"].strip())
    if kind is Kind.TERM:
        return _add_term(draft, content["term"].strip(), content["definition"].strip())
    block = _question(content, name) if kind is Kind.QUESTION else _check(content, name)
    _insert(draft, block, block_id)
    return ""


def _replace(draft: ModulePage, field: str, text: str, instead_of: str) -> str:
    now = getattr(draft, field)
    # A browser sends line ends of its own.
    if now.split() not in (instead_of.split(), text.split()):
        return f"Somebody has changed it meanwhile. It now reads: “{now}”. Look at it, then decide again."
    setattr(draft, field, text)
    return ""


def _add_key_point(draft: ModulePage, text: str) -> str:
    points = list(draft.key_points.all())
    if any(point.text == text for point in points):
        return "That is a key point of the lesson already."
    if len(points) >= MOST_KEY_POINTS:
        return f"The lesson has {MOST_KEY_POINTS} key points, the most there may be. Take one out first."
    draft.key_points = [*points, KeyPoint(text=text, sort_order=len(points))]
    return ""


def _add_term(draft: ModulePage, term: str, definition: str) -> str:
    terms = list(draft.terms.all())
    if any(one.casefold() == term.casefold() for one in read_lesson(draft).known):
        return f"The lesson explains “{term}” already."
    draft.terms = [*terms, Term(term=term, definition=definition, sort_order=len(terms))]
    return ""


def _insert(draft: ModulePage, block: dict[str, Any], after: str) -> None:
    raw = list(draft.body.get_prep_value())
    at = next(number for number, one in enumerate(raw, 1) if str(one["id"]) == after)
    draft.body = draft.body.stream_block.to_python([*raw[:at], block, *raw[at:]])


def _question(content: Mapping[str, Any], name: int) -> dict[str, Any]:
    choices = [
        {"type": "item", "id": _id(name, number), "value": dict(option)}
        for number, option in enumerate(content["options"])
    ]
    value = {"question": content["question"], "choices": choices}
    return {"type": Kind.QUESTION.value, "id": _id(name), "value": value}


def _check(content: Mapping[str, Any], name: int) -> dict[str, Any]:
    value = {
        "question": content["statement"],
        "right": "true" if content["answer"] else "false",
        "if_true": content["if_true"],
        "if_false": content["if_false"],
    }
    return {"type": Kind.CHECK.value, "id": _id(name), "value": value}


def _id(*names: object) -> str:
    return str(uuid.uuid5(_NAMES, "/".join(map(str, names))))
