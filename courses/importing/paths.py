"""Learning paths as YAML: one, or a list of them. docs/paths.md shows the form."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from accounts.models import Craft
from courses.importing.refusal import ImportRefused
from courses.importing.source import BadYaml, read_text, read_yaml
from courses.models import CoursePage, LearningPath, ModulePage
from courses.services import Refused, save_path

NAMESPACE = uuid.UUID("c2b1f6d8-0d5e-4a57-9c3b-6f7a2f0f6f0e")
FIELDS = {"slug", "title", "crafts", "summary", "live", "stops"}
KINDS = {"module": ModulePage, "course": CoursePage}


@dataclass(frozen=True)
class ImportedPath:
    path: LearningPath
    changed: bool


@transaction.atomic
def import_paths(*, source: Path) -> list[ImportedPath]:
    """Make, or bring up to date, the paths of a file: all of them or none. Raises ImportRefused."""
    source = Path(source)
    lines = read_text(source).split("\n")
    try:
        said = read_yaml(lines)
    except BadYaml as error:
        raise ImportRefused.at(source, error.line, f"this is not valid YAML: {error}.") from error
    found = said if isinstance(said, list) else [said]
    return [_write(_Reader(source.name, _place(number, said)), one) for number, one in enumerate(found)]


def _place(number: int, said: Any) -> str:
    return f"[{number}]" if isinstance(said, list) else ""


def _write(reader: _Reader, said: Any) -> ImportedPath:
    facts = reader.path(said)
    try:
        return ImportedPath(*save_path(**facts))
    except Refused as refusal:
        raise reader.refuse("", refusal.message) from refusal


@dataclass(frozen=True)
class _Reader:
    """file: its name. root: where in it the path stands, as ``[2]``."""

    file: str
    root: str

    def refuse(self, place: str, message: str) -> ImportRefused:
        where = f"{self.root}.{place}".strip(".")
        return ImportRefused(f"{self.file}, {where}: {message}" if where else f"{self.file}: {message}")

    def path(self, said: Any) -> dict[str, Any]:
        self._keys("", said, FIELDS, required={"slug", "title", "summary", "stops"})
        facts = {name: self._text(name, said[name]) for name in ("slug", "title", "summary")}
        crafts, live = said.get("crafts", []), said.get("live", False)
        if not isinstance(crafts, list) or not all(one in Craft.values for one in crafts):
            raise self.refuse("crafts", f"name any of {', '.join(Craft.values)}, as a list.")
        if not isinstance(live, bool):
            raise self.refuse("live", "say true or false.")
        stops = [self._stop(f"stops[{n}]", one) for n, one in enumerate(self._list("stops", said["stops"]))]
        for stop in stops:
            stop["id"] = str(uuid.uuid5(NAMESPACE, f"{facts['slug']} {_pages(stop)}"))
        return {**facts, "crafts": sorted(set(crafts)), "live": live, "stops": stops}

    def _stop(self, place: str, said: Any) -> dict[str, Any]:
        if isinstance(said, dict) and "choose" in said:
            self._keys(place, said, {"choose", "title", "of", "after"}, required={"title", "of"})
            if not isinstance(said["choose"], int) or isinstance(said["choose"], bool) or said["choose"] < 1:
                raise self.refuse(f"{place}.choose", "say how many of them, from 1.")
            of = [
                self._page(f"{place}.of[{n}]", one)
                for n, one in enumerate(self._list(f"{place}.of", said["of"]))
            ]
            if len(of) < 2:
                raise self.refuse(f"{place}.of", "a choice takes two at least.")
            value = {
                "title": self._text(f"{place}.title", said["title"]),
                "needed": said["choose"],
                "pages": [_item(page) for page in of],
            }
            return {"type": "choice", "value": {**value, "after": self._after(place, said)}}
        page = self._page(place, said, also={"after"})
        kind = "module" if "module" in said else "course"
        return {"type": kind, "value": {"page": page, "after": self._after(place, said)}}

    def _after(self, place: str, said: dict[str, Any]) -> list[dict[str, Any]]:
        found = []
        for number, one in enumerate(self._list(f"{place}.after", said.get("after", []))):
            here = f"{place}.after[{number}]"
            page = self._page(here, one, also={"because"})
            if "because" not in one:
                raise self.refuse(here, "say why, under “because”: learners read it.")
            found.append(_item({"page": page, "because": self._text(f"{here}.because", one["because"])}))
        return found

    def _page(self, place: str, said: Any, also: Iterable[str] = ()) -> int:
        self._keys(place, said, {*KINDS, *also})
        named = [kind for kind in KINDS if kind in said]
        if len(named) != 1:
            raise self.refuse(place, "name one “module” or one “course” by its slug.")
        kind, slug = named[0], self._text(f"{place}.{named[0]}", said[named[0]])
        pages = list(KINDS[kind].objects.filter(slug=slug).values_list("pk", flat=True)[:2])
        if len(pages) != 1:
            problem = "there is no" if not pages else "there is more than one"
            raise self.refuse(f"{place}.{kind}", f"{problem} {kind} “{slug}” here.")
        return pages[0]

    def _keys(self, place: str, said: Any, known: set[str], required: Iterable[str] = ()) -> None:
        if not isinstance(said, dict):
            raise self.refuse(
                place, "this should be a list of names with what each holds, such as “title: Writers”."
            )
        if unknown := [str(key) for key in said if key not in known]:
            raise self.refuse(
                place, f"“{unknown[0]}” is not known here. Known are {', '.join(sorted(known))}."
            )
        if missing := [key for key in sorted(required) if key not in said]:
            raise self.refuse(place, f"“{missing[0]}” is missing.")

    def _list(self, place: str, said: Any) -> list[Any]:
        if not isinstance(said, list):
            raise self.refuse(place, "this should be a list.")
        return said

    def _text(self, place: str, said: Any) -> str:
        if not isinstance(said, str) or not said.strip():
            raise self.refuse(place, "write some text here.")
        return " ".join(said.split())


def _item(value: Any) -> dict[str, Any]:
    return {"type": "item", "value": value, "id": str(uuid.uuid5(NAMESPACE, str(value)))}


def _pages(stop: dict[str, Any]) -> str:
    value = stop["value"]
    return " ".join(str(one["value"]) for one in value["pages"]) if "pages" in value else str(value["page"])
