"""A framework from elsewhere: what it would change here, and changing it."""

from __future__ import annotations

import datetime
import hashlib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.log_actions import log

from accounts.models import User
from courses.case import CaseRefused, Item, Package
from courses.framework import CYCLE, DEEPEST, fault, in_order
from courses.models import Competency
from courses.services.answers import Refused

LONGEST_NAME = 120
Rows = dict[uuid.UUID, Competency]


@dataclass(frozen=True)
class Line:
    """One competency of the package. new: it is not here yet. parts: what would change of one that is."""

    name: str
    new: bool
    parts: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        return self.new or bool(self.parts)


@dataclass(frozen=True)
class Plan:
    """What an import would do. digest: the same for as long as it would do the same."""

    title: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...]

    @property
    def digest(self) -> str:
        return hashlib.sha256(repr(self.lines).encode()).hexdigest()[:16]

    @property
    def changing(self) -> list[Line]:
        return [line for line in self.lines if line.changes]


def plan_framework(*, package: Package) -> Plan:
    """What `import_framework` would do now. Changes nothing. Raises CaseRefused."""
    return _planned(package, {one.identifier: one for one in Competency.objects.select_related("parent")})[0]


@transaction.atomic
def import_framework(*, package: Package, by: User | None = None, looked_at: str = "") -> Plan:
    """Add what is new and bring up to date what is here, by identifier. Nothing is deleted or renamed in
    slug, and what the package does not say stays.

    looked_at: the digest of the plan somebody has seen. Raises CaseRefused, and Refused (moved_on) where
    it would do something else by now.
    """
    held = Competency.objects.select_for_update(of=("self",)).select_related("parent")
    plan, rows, parents = _planned(package, {one.identifier: one for one in held})
    if looked_at and plan.digest != looked_at:
        raise Refused(
            "moved_on", "The framework has changed since this was shown. Look at it again, then import."
        )
    saved = dict(zip((item.identifier for item in package.items), plan.lines, strict=True))
    # Two that exchange their names must not meet on the way.
    for key in (key for key, line in saved.items() if "Name" in line.parts):
        Competency.objects.filter(identifier=key).update(name=str(key))
    for key, _ in in_order(parents):
        if key in saved and saved[key].changes:
            over = parents[key]
            rows[key].parent = rows[over] if over else None
            rows[key].save()
            log(rows[key], "wagtail.create" if saved[key].new else "wagtail.edit", user=by)
    return plan


def _planned(package: Package, rows: Rows) -> tuple[Plan, Rows, dict[uuid.UUID, uuid.UUID | None]]:
    """The plan, every row as it would be (not saved), and what each would stand under."""
    parents = {key: (one.parent.identifier if one.parent else None) for key, one in rows.items()}
    before = {key: _facts(one, parents[key]) for key, one in rows.items()}
    coming = {item.identifier for item in package.items}
    names = {one.name for key, one in rows.items() if key not in coming}
    slugs = {one.slug for one in rows.values()}
    for number, item in enumerate(package.items):
        row = rows.setdefault(item.identifier, Competency(identifier=item.identifier, sort_order=number))
        _fill(row, item, names)
        if row.pk is None:
            row.slug = _slug(item, row.name, slugs)
        parents[item.identifier] = _parent(item, parents.get(item.identifier), coming)
    _refuse_no_tree(package.items, parents)
    lines = tuple(
        _line(rows[key], before.get(key), parents[key]) for key in (one.identifier for one in package.items)
    )
    return Plan(package.title, lines, package.notes), rows, parents


def _facts(row: Competency, over: uuid.UUID | None) -> dict[str, object]:
    """What a package may change, by what people call it."""
    return {
        "Name": row.name,
        "Description": row.description,
        "Code": row.code,
        "Kind": row.kind,
        "Place": over,
        "Order": row.sort_order,
        "Withdrawn": row.archived_at and row.archived_at.date(),
    }


def _line(row: Competency, before: Mapping[str, object] | None, over: uuid.UUID | None) -> Line:
    after = _facts(row, over)
    parts = tuple(name for name, value in after.items() if before is not None and before[name] != value)
    return Line(row.name, before is None, parts)


def _fill(row: Competency, item: Item, names: set[str]) -> None:
    """names: those that are taken; the row's is added."""
    if item.name is not None or row.pk is None:
        row.name = _free(_short(item.name or item.statement), item.code, names)
    elif row.name in names:
        row.name = _free(row.name, item.code, names)
    names.add(row.name)
    row.description = "" if item.statement == row.name else item.statement
    row.code = row.code if item.code is None else item.code
    row.kind = row.kind if item.kind is None else item.kind
    row.sort_order = row.sort_order if item.order is None else item.order
    if item.ends_on is not None and item.ends_on <= timezone.now().date():
        since = datetime.datetime.combine(item.ends_on, datetime.time(), datetime.UTC)
        same = row.archived_at is not None and row.archived_at.date() == item.ends_on
        row.archived_at = row.archived_at if same else since


def _short(words: str) -> str:
    """A name of what may be a paragraph."""
    line = words.translate({10: " ", 13: " ", 9: " "}).strip()
    return line if len(line) <= LONGEST_NAME else f"{line[: LONGEST_NAME - 1].rsplit(' ', 1)[0]}…"


def _free(name: str, code: str | None, taken: Iterable[str]) -> str:
    """The name, told apart from those there are: by its code, then by a number."""
    endings = ["", *([f" ({code})"] if code else []), *(f" ({number})" for number in range(2, 3000))]
    tried = (f"{name[: LONGEST_NAME - len(ending)].rstrip()}{ending}" for ending in endings)
    return next(one for one in tried if one not in taken)


def _slug(item: Item, name: str, taken: set[str]) -> str:
    """Readable and free; a proposal of our own packages goes before. Added to those taken."""
    proposed = item.slug if item.slug and slugify(item.slug) == item.slug.lower() else ""
    stem = (
        proposed
        or slugify(name)[:80].strip("-")
        or slugify(item.code or "")
        or f"c-{item.identifier.hex[:8]}"
    )
    found = next(
        one for one in (stem, *(f"{stem[:110]}-{number}" for number in range(2, 3000))) if one not in taken
    )
    taken.add(found)
    return found


def _parent(item: Item, now: uuid.UUID | None, coming: set[uuid.UUID]) -> uuid.UUID | None:
    """What stands at the top of a package may have a place here, under something it does not know."""
    if not item.placed or (item.parent is None and now not in coming):
        return now
    return item.parent


def _refuse_no_tree(items: Iterable[Item], parents: Mapping[uuid.UUID, uuid.UUID | None]) -> None:
    found = fault(parents)
    if found is None:
        return
    why, key = found
    place = next((one.place for one in items if one.identifier == key), "")
    told = "would stand under itself" if why == CYCLE else f"would stand deeper than {DEEPEST} levels"
    raise CaseRefused(place, f"with the places competencies have here, this {told}. Move them first.")
