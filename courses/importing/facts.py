"""What front matter may say about a module."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from typing import Any

from courses.completing import DEFAULT, NAMES, listed, named
from courses.importing.source import Source
from courses.voicing import FASTEST, HOME, LANGUAGES, SLOWEST

SLUG = re.compile(r"[-\w]+")
PAGE_FIELDS = {"seo_title": 255, "search_description": 1000}
"""What every page says to search engines -> its most characters."""
KNOWN = {"title", "slug", "objective", "competencies", "complete", "key_points", "sources", "avoid", "terms"}
KNOWN |= {*PAGE_FIELDS, "show_in_menus", "stored", "language", "words_per_minute"}
STUDIO_PACE = "studio"


@dataclass(frozen=True)
class Facts:
    """None: the file does not say, so what the module had stays. words_per_minute: 0 for the studio's."""

    title: str | None = None
    slug: str | None = None
    objective: str | None = None
    competencies: dict[str, float] | None = None
    key_points: tuple[str, ...] | None = None
    sources: str | None = None
    avoid: str | None = None
    terms: tuple[tuple[str, str], ...] | None = None
    seo_title: str | None = None
    search_description: str | None = None
    show_in_menus: bool | None = None
    complete: tuple[str, ...] | None = None
    language: str | None = None
    words_per_minute: int | None = None
    notes: tuple[str, ...] = ()


def read_facts(source: Source) -> Facts:
    """Raises ImportRefused for a value of the wrong kind or size."""
    meta = source.meta
    key_points = _lines(source, "key_points", 240)
    if key_points is not None and len(key_points) > 7:
        raise _bad(source, "key_points", f"has {len(key_points)} entries; a module has at most seven")
    unknown = sorted(set(meta) - KNOWN)
    facts = Facts(
        title=_text(source, "title", 255),
        slug=_slug(source),
        objective=_text(source, "objective", 300),
        competencies=_weights(source),
        key_points=None if key_points is None else tuple(key_points),
        sources=_joined(_lines(source, "sources", 500)),
        avoid=_joined(_lines(source, "avoid", 500)),
        terms=_terms(source),
        complete=_complete(source),
        language=_language(source),
        words_per_minute=_pace(source),
        show_in_menus=_switch(source, "show_in_menus"),
        notes=tuple(f"The front matter's “{key}” is not used." for key in unknown),
        **{name: _text(source, name, longest) for name, longest in PAGE_FIELDS.items()},
    )
    return replace(facts, **exact_fields(source, EXACT_OF_MODULE))


def everything(facts: Facts) -> Facts:
    """Of a file that says all there is to say: what it leaves out is empty, or as it is in a new module."""
    empty = Facts("", "", "", {}, (), "", "", (), "", "", False, DEFAULT.names, HOME, 0)
    return replace(
        facts,
        **{one.name: getattr(empty, one.name) for one in fields(facts) if getattr(facts, one.name) is None},
    )


EXACT_OF_MODULE = {"title", "objective", "sources", "avoid", "key_points", "terms", *PAGE_FIELDS}
EXACT_OF_COURSE = {"title", "summary", *PAGE_FIELDS}
_EXACT = {"title": 255, "objective": 300, "sources": None, "avoid": None, "summary": None, **PAGE_FIELDS}


def exact_fields(source: Source, known: Collection[str]) -> dict[str, Any]:
    """What stands under “stored”: fields to the letter, where a line of front matter would lose a space.

    known: fields that may stand there. Raises ImportRefused.
    """
    value = source.meta.get("stored")
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise _bad(source, "stored", "must be lines of the form “field: value”")
    if unknown := sorted({str(name) for name in value} - set(known)):
        raise _bad(source, "stored", f"cannot hold “{unknown[0][:40]}”; it holds {', '.join(sorted(known))}")
    return {str(name): _exact(source, str(name), one) for name, one in value.items()}


def _exact(source: Source, name: str, value: Any) -> Any:
    if name == "key_points":
        right = isinstance(value, list) and all(_fits(one, 240) for one in value)
        value = tuple(value) if right else value
    elif name == "terms":
        pairs = isinstance(value, list) and all(isinstance(one, list) and len(one) == 2 for one in value)
        right = pairs and all(_fits(term, 80) and _fits(told, 300) for term, told in value)
        value = tuple((term, told) for term, told in value) if right else value
    else:
        right = _fits(value, _EXACT[name])
    if not right:
        raise _bad(source, "stored", f"cannot hold this under “{name}”")
    return value


def _fits(value: Any, longest: int | None) -> bool:
    return isinstance(value, str) and (longest is None or len(value) <= longest)


def _switch(source: Source, key: str) -> bool | None:
    value = source.meta.get(key)
    if value is not None and not isinstance(value, bool):
        raise _bad(source, key, "must be true or false")
    return value


def _bad(source: Source, key: str, message: str):
    return source.refuse(None, f"“{key}” in the front matter {message}.")


def _text(source: Source, key: str, longest: int) -> str | None:
    value = source.meta.get(key)
    if value is None:
        return None
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        raise _bad(source, key, "must be text")
    return _sized(source, key, value, longest)


def _sized(source: Source, key: str, value: Any, longest: int) -> str:
    text = " ".join(str(value).split())
    if len(text) > longest:
        raise _bad(source, key, f"has {len(text)} characters; it may have {longest}")
    return text


def _slug(source: Source) -> str | None:
    slug = _text(source, "slug", 100)
    if slug is not None and not SLUG.fullmatch(slug):
        raise _bad(source, "slug", "may hold letters, figures, hyphens and underscores")
    return slug


def _lines(source: Source, key: str, longest: int) -> list[str] | None:
    value = source.meta.get(key)
    if value is None:
        return None
    if isinstance(value, str):
        value = value.splitlines()
    if not isinstance(value, list) or any(isinstance(one, (dict, list)) for one in value):
        raise _bad(
            source, key, "must be a list of plain lines (put a line that holds a colon in quotation marks)"
        )
    return [text for one in value if one is not None and (text := _sized(source, key, one, longest))]


def _joined(lines: list[str] | None) -> str | None:
    return None if lines is None else "\n".join(lines)


def _weights(source: Source) -> dict[str, float] | None:
    value = source.meta.get("competencies")
    if value is None:
        return None
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = dict.fromkeys(value, 1.0)
    if not isinstance(value, dict):
        raise _bad(
            source, "competencies", "must name each competency with its weight, as in {prompt-craft: 1.0}"
        )
    for slug, weight in value.items():
        number = isinstance(weight, (int, float)) and not isinstance(weight, bool) and math.isfinite(weight)
        if not number or not 0.05 <= weight <= 1:
            raise _bad(
                source, "competencies", f"weighs “{slug}” with {weight!r}; a weight lies between 0.05 and 1"
            )
    return {str(slug): float(weight) for slug, weight in value.items()}


def _complete(source: Source) -> tuple[str, ...] | None:
    value = source.meta.get("complete")
    if value is None:
        return None
    if not isinstance(value, list) or any(one not in NAMES for one in value):
        raise _bad(source, "complete", f"may list {listed(NAMES)}, as in [steps, answers]")
    return named(value).names


def _language(source: Source) -> str | None:
    value = source.meta.get("language")
    if value is not None and (not isinstance(value, str) or value not in LANGUAGES):
        raise _bad(source, "language", f"is {value!r}; it may be one of {', '.join(LANGUAGES)}")
    return value


def _pace(source: Source) -> int | None:
    value = source.meta.get("words_per_minute")
    if value is None or value == STUDIO_PACE:
        return value and 0
    if not isinstance(value, int) or not SLOWEST <= value <= FASTEST:
        raise _bad(
            source,
            "words_per_minute",
            f"is {value!r}; it may be {SLOWEST} to {FASTEST}, or “{STUDIO_PACE}” to speak as the studio does",
        )
    return value


def _terms(source: Source) -> tuple[tuple[str, str], ...] | None:
    value = source.meta.get("terms")
    if value is None:
        return None
    if not isinstance(value, dict) or any(
        isinstance(one, (dict, list)) or one is None for one in value.values()
    ):
        raise _bad(
            source, "terms", "must give each term a definition, as in {Falloff: How quickly light fades}"
        )
    return tuple(
        (_sized(source, "terms", term, 80), _sized(source, "terms", told, 300))
        for term, told in value.items()
    )
