"""Values of a CFPackage, each of its type or refused with its place."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from courses.case.package import CaseRefused


def as_object(value: Any, place: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise CaseRefused(place, "this must be an object, between braces.")
    return value


def as_list(value: Any, place: str) -> list[Any]:
    """Nothing stands for an empty one."""
    if value is not None and not isinstance(value, list):
        raise CaseRefused(place, "this must be a list, between brackets.")
    return value or []


def as_text(holder: Mapping[str, Any], name: str, place: str, longest: int | None = None) -> str | None:
    """None where it is left out or blank."""
    value = holder.get(name)
    if value is None:
        return None
    where = f"{place}.{name}"
    if not isinstance(value, str):
        raise CaseRefused(where, "this must be text, in quotation marks.")
    if "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise CaseRefused(where, "this holds a character that is none: U+0000 or half of a pair.")
    if longest is not None and len(value) > longest:
        raise CaseRefused(where, f"this has {len(value)} characters; it may have {longest}.")
    return value if value.strip() else None


def as_identifier(holder: Mapping[str, Any], place: str) -> uuid.UUID:
    value, where = holder.get("identifier"), f"{place}.identifier"
    if not isinstance(value, str):
        raise CaseRefused(where, "a UUID is needed here, as in 4e6c3a9e-5d0b-4a52-9d83-0a3d2a1f6c11.")
    try:
        return uuid.UUID(value)
    except ValueError as fault:
        raise CaseRefused(where, f"“{value[:60]}” is no UUID.") from fault


def as_date(holder: Mapping[str, Any], name: str, place: str) -> datetime.date | None:
    said = as_text(holder, name, place)
    if said is None:
        return None
    try:
        return datetime.date.fromisoformat(said[:10])
    except ValueError as fault:
        raise CaseRefused(f"{place}.{name}", f"“{said[:40]}” is no date, as 2026-09-01 is.") from fault


def as_place(holder: Mapping[str, Any], name: str, place: str) -> int | None:
    """A number that siblings are sorted by."""
    value = holder.get(name)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
        raise CaseRefused(f"{place}.{name}", "this must be a whole number from 0 to 2147483647.")
    return value
