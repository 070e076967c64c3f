"""What differs between two versions of a module, in what learners see. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import models
from django.utils.text import Truncator
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue

from courses.blocks.plain import as_imported
from courses.completing import Requirements

EXCERPT = 90
"""Characters of a block that stand for it in a list."""


class Version(Protocol):
    """A module as it stood at some time."""

    title: str
    objective: str
    avoid: str
    sources: str
    body: StreamValue
    key_points: Any
    terms: Any
    competencies: Any
    requirements: Requirements
    language: str
    words_per_minute: int | None


class ChangeKind(models.TextChoices):
    COSMETIC = "cosmetic", "Cosmetic"
    REFRESH = "refresh", "Refresh"
    RECERTIFY = "recertify", "Recertify"


class How(models.TextChoices):
    CHANGED = "changed", "Changed"
    ADDED = "added", "New"
    REMOVED = "removed", "Taken out"


@dataclass(frozen=True)
class BlockChange:
    """One block that differs. kind: its label. told: the words it begins with.

    asks: it is a question, and what it asks or what is right differs. within: the block it stands in, if any.
    """

    block_id: str
    how: How
    kind: str
    told: str
    asks: bool
    within: str = ""


@dataclass(frozen=True)
class Difference:
    """parts: names of what differs beside the blocks. blocks: in the newer body's order, removed last."""

    parts: tuple[str, ...]
    blocks: tuple[BlockChange, ...]

    def __bool__(self) -> bool:
        return bool(self.parts or self.blocks)

    @property
    def questions(self) -> tuple[BlockChange, ...]:
        return tuple(one for one in self.blocks if one.asks)

    @property
    def there_now(self) -> list[str]:
        """Ids of the newer version's blocks that changed or are new, those around them included."""
        found = [one for one in self.blocks if one.how != How.REMOVED]
        return list(dict.fromkeys(name for one in found for name in (one.block_id, one.within) if name))


def difference(before: Version, after: Version) -> Difference:
    """What learners would see changed. Ids name what is the same block, at any depth of the body."""
    old, new = dict(_flat(before.body)), dict(_flat(after.body))
    blocks = [_compared(key, old.get(key), place) for key, place in new.items()]
    gone = [_change(key, How.REMOVED, place) for key, place in old.items() if key not in new]
    staying = [key for key in old if key in new], [key for key in new if key in old]
    parts = [name for name, told in _PARTS.items() if told(before) != told(after)]
    if staying[0] != staying[1]:
        parts.append("Order of the blocks")
    return Difference(tuple(parts), tuple(one for one in [*blocks, *gone] if one))


_PARTS = {
    "Title": lambda one: as_imported(one.title),
    "Objective": lambda one: as_imported(one.objective),
    "Key points": lambda one: [as_imported(point.text) for point in one.key_points.all()],
    "New words": lambda one: [(term.term, as_imported(term.definition)) for term in one.terms.all()],
    "What to avoid": lambda one: as_imported(one.avoid),
    "Sources": lambda one: as_imported(one.sources),
    "How fast it is spoken": lambda one: one.words_per_minute,
    "Language": lambda one: one.language,
    "What finishing asks for": lambda one: one.requirements,
    "Competencies": lambda one: {given.competency_id for given in one.competencies.all()},
}

Place = tuple[Any, str]
"""A bound block and the id of the block it stands in."""


def _flat(body: StreamValue, within: str = "") -> Iterator[tuple[str, Place]]:
    for child in body:
        yield str(child.id), (child, within)
        for inner in _streams(child.value):
            yield from _flat(inner, within or str(child.id))


def _streams(value: Any) -> Iterator[StreamValue]:
    if isinstance(value, StreamValue):
        yield value
    elif isinstance(value, StructValue | ListValue):
        for one in value.values() if isinstance(value, StructValue) else value:
            yield from _streams(one)


def _compared(key: str, old: Place | None, new: Place) -> BlockChange | None:
    if old is None:
        return _change(key, How.ADDED, new)
    before, after = old[0], new[0]
    if before.block_type == after.block_type and _said(before) == _said(after):
        return None
    asked = _asks(after) and (before.block_type != after.block_type or wording(before) != wording(after))
    return _change(key, How.CHANGED, new, asks=asked)


def wording(question: Any) -> Any:
    """What a bound question asks and what is right, to compare. Feedback and settings may be mended."""
    return _said(question, question.block.beside)


def _change(key: str, how: How, place: Place, *, asks: bool | None = None) -> BlockChange:
    child, within = place
    told = child.value["question"] if _asks(child) else _excerpt(child)
    return BlockChange(
        block_id=key,
        how=how,
        kind=str(child.block.label),
        told=Truncator(told).chars(EXCERPT),
        asks=_asks(child) if asks is None else asks,
        within=within,
    )


def _asks(child: Any) -> bool:
    return bool(getattr(child.block, "asks", False))


def _excerpt(child: Any) -> str:
    read = getattr(child.block, "text_to_read", None)
    return " ".join(read(child.value).split()) if read else ""


def _said(child: Any, without: Collection[str] = ()) -> Any:
    return _words(child.get_prep_value()["value"], without)


def _words(raw: Any, without: Collection[str]) -> Any:
    """A raw value without ids, and without the blocks inside it: those are compared by themselves."""
    if isinstance(raw, str):
        return as_imported(raw)
    if isinstance(raw, dict):
        return {name: _words(one, without) for name, one in raw.items() if name not in without}
    if isinstance(raw, list) and raw and all(isinstance(one, dict) and "type" in one for one in raw):
        return [_words(one["value"], without) for one in raw if one["type"] == "item"]
    if isinstance(raw, list):
        return [_words(one, without) for one in raw]
    return raw
