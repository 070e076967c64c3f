"""Working days in a row on which somebody answered."""

from __future__ import annotations

import datetime

from accounts.models import User
from gamification.models.review import LearningDay
from gamification.queries.rest import calendar_of
from gamification.rules.streak import Calendar, Day, Streak, day_of, streak


def streak_of(user: User, today: datetime.date, *, calendar: Calendar | None = None) -> Streak:
    """Present and longest. today: of their own, as `today_of` gives it. Four queries, one where the calendar
    is at hand.
    """
    days = LearningDay.objects.filter(user=user, day__lte=today).values_list("day", "zone")
    return streak(days.order_by("day"), calendar or calendar_of(user), today)


def last_day(user: User, at: datetime.datetime) -> Day | None:
    """The latest day on which somebody had answered by then. A day noted by a clock that ran ahead is not."""
    row = LearningDay.objects.filter(user=user, at__lte=at).order_by("-at", "-pk").first()
    return row.as_day if row else None


def today_of(user: User, now: datetime.datetime) -> datetime.date:
    """The day it is for somebody, wherever they have travelled since their last answer."""
    return day_of(now, user.time_zone, last_day(user, now))
