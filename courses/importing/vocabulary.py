"""The cast and the competencies that come with a course."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from courses.importing.refusal import ImportRefused
from courses.importing.source import BadYaml, read_text, read_yaml
from courses.models import Character, Competency

CAST = {"slug": str, "name": str, "role": str, "description": str, "voice": str}
COMPETENCIES = {"slug": str, "name": str, "description": str, "sort_order": int}
COMPETENCIES |= {"code": str, "kind": str, "identifier": str}


def import_vocabulary(folder: Path) -> list[str]:
    """Add the characters and competencies that this studio lacks. Those it has stay as they are.

    Returns notes on what differs. Raises ImportRefused.
    """
    return _import(folder / "characters.yaml", CAST, Character) + _import(
        folder / "competencies.yaml", COMPETENCIES, Competency
    )


def read_file(path: Path) -> Any:
    """A file of plain values. Raises ImportRefused."""
    try:
        return read_yaml(read_text(path).split("\n"))
    except BadYaml as fault:
        raise ImportRefused.at(path, fault.line, f"this is not valid YAML: {fault}.") from fault


def _import(path: Path, fields: dict[str, type], model: Any) -> list[str]:
    if not path.is_file():
        return []
    entries = read_file(path)
    if entries is not None and not isinstance(entries, list):
        raise ImportRefused.at(path, 1, "this must be a list, each entry with a slug and a name.")
    notes = []
    for entry in entries or []:
        said = _said(path, entry, fields)
        found = model.objects.filter(slug=said["slug"]).first()
        if found is None:
            _add(path, model(**said))
        elif differing := [name for name, value in said.items() if str(getattr(found, name)) != str(value)]:
            notes.append(
                f"{path.name}: “{said['slug']}” is here already, with another {', '.join(differing)}; "
                "it stays as it is."
            )
    return notes


def _said(path: Path, entry: Any, fields: dict[str, type]) -> dict[str, Any]:
    if not isinstance(entry, dict) or not {"slug", "name"} <= entry.keys():
        raise ImportRefused(f"{path.name}: each entry needs a slug and a name.")
    for name, value in entry.items():
        if name not in fields or type(value) is not fields[name]:
            raise ImportRefused(
                f"{path.name}: “{str(name)[:40]}” of “{str(entry['slug'])[:60]}” cannot be used."
            )
    return entry


def _add(path: Path, one: Any) -> None:
    try:
        one.full_clean()
    except ValidationError as fault:
        raise ImportRefused(f"{path.name}: “{one.slug[:60]}”: {' '.join(fault.messages)}") from fault
    one.save()
