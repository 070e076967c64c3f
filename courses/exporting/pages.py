"""A module and a course as Markdown files, each read back before it is let go."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from courses.blocks import LessonBody
from courses.exporting.blocks import alike, read_back, written
from courses.exporting.facts import front_matter, of_course, of_module
from courses.exporting.names import Names
from courses.exporting.refusal import ExportRefused
from courses.exporting.stored import stored
from courses.exporting.unsaid import Unsaid
from courses.importing.complete import completed
from courses.importing.course import read_course
from courses.importing.facts import everything, read_facts
from courses.importing.ids import ID
from courses.importing.refusal import ImportRefused
from courses.importing.source import read_source
from courses.models import CoursePage, ModulePage

Raw = dict[str, Any]


def write_module(page: ModulePage, slug: str, names: Names, target: Path) -> None:
    """Raises ExportRefused."""
    block = LessonBody()
    body = _carriable(completed(block, block.get_prep_value(page.body)), slug, names)
    facts = of_module(page, slug)
    head = front_matter(facts)
    try:
        for told in ([written(raw, names) for raw in body], [stored(raw, names) for raw in body]):
            target.write_text(_joined([head, *told]), encoding="utf-8", newline="")
            if _reads_back(target, facts, body, names):
                return
    except (Unsaid, ImportRefused) as fault:
        raise ExportRefused(f"“{page.title}” cannot be exported: {fault}. Open it in the editor.") from fault
    raise ExportRefused(
        f"“{page.title}” would not come back the same. Open it in the editor and look at its blocks."
    )


def write_course(page: CoursePage, slug: str, names: Names, target: Path) -> None:
    """Raises ExportRefused."""
    about = {"type": "rich_text", "value": {"text": page.about, "purpose": "teach"}, "id": "about"}
    facts = of_course(page, slug)
    try:
        told = written(about, names) if page.about else []
        target.write_text(_joined([front_matter(facts), told]), encoding="utf-8", newline="")
        said = read_course(read_source(target), names.read_pages())
    except (Unsaid, ImportRefused) as fault:
        raise ExportRefused(f"“{page.title}” cannot be exported: {fault}. Open it in the editor.") from fault
    if {name: said[name] for name in facts} != facts:
        raise ExportRefused(f"“{page.title}” would not come back the same. Look at its title and summary.")


def _joined(parts: list[list[str]]) -> str:
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _reads_back(target: Path, facts: dict[str, Any], body: list[Raw], names: Names) -> bool:
    source = read_source(target)
    said = everything(read_facts(source))
    drafts = read_back(source, names)
    return (
        all(getattr(said, name) == value for name, value in facts.items())
        and len(drafts) == len(body)
        and all(alike(raw, draft, names) for raw, draft in zip(body, drafts, strict=True))
    )


def _carriable(body: list[Raw], slug: str, names: Names) -> list[Raw]:
    """Blocks whose ids a file can state. An id that it cannot, or one that is there twice, is replaced."""
    seen: set[str] = set()
    found = []
    for number, raw in enumerate(body):
        kept = raw.get("id") or ""
        if not ID.fullmatch(kept) or kept in seen:
            kept = str(uuid.uuid5(uuid.NAMESPACE_URL, f"greenroom/{slug}/{number}/{kept}"))
            if raw.get("id"):
                names.notes.append(
                    f"{slug}: block {number + 1} had an id no file can state; it gets another."
                )
        seen.add(kept)
        found.append({**raw, "id": kept})
    return found
