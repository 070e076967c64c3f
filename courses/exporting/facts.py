"""Front matter: what a module or a course says beside its blocks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from courses.completing import DEFAULT
from courses.exporting.yaml import dumped
from courses.importing.facts import PAGE_FIELDS, read_facts
from courses.importing.refusal import ImportRefused
from courses.importing.source import Source
from courses.models import CoursePage, ModulePage
from courses.voicing import HOME


def of_module(page: ModulePage, slug: str) -> dict[str, Any]:
    """Fact, as `Facts` names them -> its value."""
    return {
        "title": page.title,
        "slug": slug,
        "objective": _lines(page.objective),
        "competencies": {one.competency.slug: one.weight for one in page.competencies.all()},
        "key_points": tuple(one.text for one in page.key_points.all()),
        "sources": _lines(page.sources),
        "avoid": _lines(page.avoid),
        "terms": tuple((one.term, one.definition) for one in page.terms.all()),
        "complete": page.requirements.names,
        "language": page.language,
        "words_per_minute": page.words_per_minute or 0,
        **_of_page(page),
    }


def of_course(page: CoursePage, slug: str) -> dict[str, Any]:
    return {"title": page.title, "slug": slug, "summary": _lines(page.summary), **_of_page(page)}


def front_matter(facts: Mapping[str, Any]) -> list[str]:
    """Lines, the dashes around them too. What a plain line cannot say stands under “stored”."""
    plain: dict[str, Any] = {}
    stored: dict[str, Any] = {}
    for name, value in facts.items():
        if name == "complete":
            plain |= {} if value == DEFAULT.names else {name: list(value)}
            continue
        if name == "language" and value == HOME:
            continue
        written = _written(name, value)
        if (
            value
            and name not in ("slug", "competencies", "show_in_menus")
            and not _reads_as(name, written, value)
        ):
            stored[name] = [list(one) for one in value] if name == "terms" else written_out(value)
        elif value:
            plain[name] = written
    return ["---", *dumped(plain | ({"stored": stored} if stored else {})), "---"]


def written_out(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _written(name: str, value: Any) -> Any:
    if name in ("sources", "avoid"):
        return value.split("\n")
    return dict(value) if name == "terms" else written_out(value)


def _reads_as(name: str, written: Any, value: Any) -> bool:
    if name == "summary":
        return " ".join(value.split()) == value
    try:
        return getattr(read_facts(Source(Path("facts.md"), {name: written}, [], 0)), name) == value
    except ImportRefused:
        return False


def _of_page(page: ModulePage | CoursePage) -> dict[str, Any]:
    return {name: _lines(getattr(page, name)) for name in PAGE_FIELDS} | {"show_in_menus": page.show_in_menus}


def _lines(text: str) -> str:
    """Browsers send line ends of their own."""
    return text.replace("\r\n", "\n")
