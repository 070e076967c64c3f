"""How long a badge holds, and when it may be renewed. Pure."""

from __future__ import annotations

import calendar
import datetime
from enum import StrEnum

RENEW_BEFORE = datetime.timedelta(days=60)
"""How long before its end a badge may be renewed."""


class Validity(StrEnum):
    VALID = "valid"
    ENDING = "ending"
    ENDED = "ended"


def after_months(at: datetime.datetime, months: int | None) -> datetime.datetime | None:
    """So many months later, on the last day of a shorter month; None for ever."""
    if months is None:
        return None
    years, month = divmod(at.month - 1 + months, 12)
    year, month = at.year + years, month + 1
    return at.replace(year=year, month=month, day=min(at.day, calendar.monthrange(year, month)[1]))


def validity(valid_until: datetime.datetime | None, now: datetime.datetime) -> Validity:
    if valid_until is None or now < valid_until - RENEW_BEFORE:
        return Validity.VALID
    return Validity.ENDING if now < valid_until else Validity.ENDED


def may_renew(valid_until: datetime.datetime | None, now: datetime.datetime) -> bool:
    return validity(valid_until, now) != Validity.VALID
