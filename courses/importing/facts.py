"""What front matter may say about a module."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

from courses.importing.source import Source

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
KNOWN = {"title", "slug", "objective", "competencies", "key_points", "sources", "avoid", "terms"}


@dataclass(frozen=True)
class Facts:
    """None: the file does not say, so what the module had stays."""

    title: str | None = None
    slug: str | None = None
    objective: str | None = None
    competencies: dict[str, float] | None = None
    key_points: tuple[str, ...] | None = None
    sources: str | None = None
    avoid: str | None = None
    terms: dict[str, str] | None = None
    notes: tuple[str, ...] = ()


def read_facts(source: Source) -> Facts:
    """Raises ImportRefused for a value of the wrong kind or size."""
    meta = source.meta
    key_points = _lines(source, "key_points", 240)
    if key_points is not None and len(key_points) > 7:
        raise _bad(source, "key_points", f"has {len(key_points)} entries; a module has at most seven")
    unknown = sorted(set(meta) - KNOWN)
    return Facts(
        title=_text(source, "title", 255),
        slug=_slug(source),
        objective=_text(source, "objective", 300),
        competencies=_weights(source),
        key_points=None if key_points is None else tuple(key_points),
        sources=_joined(_lines(source, "sources", 500)),
        avoid=_joined(_lines(source, "avoid", 500)),
        terms=_terms(source),
        notes=tuple(f"The front matter's “{key}” is not used." for key in unknown),
    )


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
        raise _bad(source, "slug", "may hold small letters a to z, figures and single hyphens")
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


def _terms(source: Source) -> dict[str, str] | None:
    value = source.meta.get("terms")
    if value is None:
        return None
    if not isinstance(value, dict) or any(
        isinstance(one, (dict, list)) or one is None for one in value.values()
    ):
        raise _bad(
            source, "terms", "must give each term a definition, as in {Falloff: How quickly light fades}"
        )
    return {
        _sized(source, "terms", term, 80): _sized(source, "terms", told, 300) for term, told in value.items()
    }
