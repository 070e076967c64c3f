"""Once a day, where the learner is."""

import datetime
import zoneinfo
from collections.abc import Iterable

from accounts.models import User
from courses.models import Evidence


def counted_that_day(rows: Iterable[Evidence], *, user: User, at: datetime.datetime) -> bool:
    """Whether one of these counted on the day of `at`, in the learner's own zone."""
    zone = zoneinfo.ZoneInfo(user.time_zone)
    day = at.astimezone(zone).date()
    return any(row.weight and row.created_at.astimezone(zone).date() == day for row in rows)
