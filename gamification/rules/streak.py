"""Days of someone's own: which are for work, which one a moment belongs to, how many make a row. Pure."""

from __future__ import annotations

import datetime
import zoneinfo
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

WORKING_WEEK = frozenset({1, 2, 3, 4, 5})
"""ISO weekdays, until somebody says otherwise."""
ONE_DAY = datetime.timedelta(days=1)
LOOKED_AHEAD = 800
"""Days. Somebody who rests for longer is told nothing of what comes then."""


@dataclass(frozen=True)
class Rest:
    """Days on which nothing falls due, the last one included. why: a sentence for whoever rests."""

    first: datetime.date
    last: datetime.date
    why: str = ""


@dataclass(frozen=True)
class Calendar:
    """weeks: (since, ISO weekdays for work), the earliest first; before the first, Monday to Friday."""

    weeks: tuple[tuple[datetime.date, frozenset[int]], ...] = ()
    rests: tuple[Rest, ...] = ()

    @cached_property
    def _resting(self) -> frozenset[datetime.date]:
        return frozenset(day for rest in self.rests for day in _days(rest.first, rest.last))

    def works_on(self, day: datetime.date) -> bool:
        return day.isoweekday() in self.weekdays_on(day) and day not in self._resting

    def weekdays_on(self, day: datetime.date) -> frozenset[int]:
        place = bisect_right([since for since, _ in self.weeks], day)
        return self.weeks[place - 1][1] if place else WORKING_WEEK

    def rest_on(self, day: datetime.date) -> Rest | None:
        return next((rest for rest in self.rests if rest.first <= day <= rest.last), None)

    def next_working(self, day: datetime.date) -> datetime.date | None:
        """The first working day from a day on, that day included."""
        last = day + LOOKED_AHEAD * ONE_DAY
        return next((one for one in _days(day, last) if self.works_on(one)), None)

    def more_missed(self, after: datetime.date, before: datetime.date, than: int) -> bool:
        """Whether more working days than so many lie between two days."""
        missed = 0
        for day in _days(after + ONE_DAY, before - ONE_DAY):
            missed += self.works_on(day)
            if missed > than:
                return True
        return False


def _days(first: datetime.date, last: datetime.date) -> Iterable[datetime.date]:
    return (first + number * ONE_DAY for number in range((last - first).days + 1))


@dataclass(frozen=True)
class Day:
    """A day as somebody had it. at: the moment it was noted. zone: the time zone they were in."""

    day: datetime.date
    zone: str
    at: datetime.datetime


def day_of(at: datetime.datetime, zone: str, last: Day | None) -> datetime.date:
    """The day a moment belongs to. last: the latest day noted until then.

    Whoever travels takes the day along: it is over when it is over both where they are and where it began, so
    that no day is had twice and none comes back.
    """
    here = at.astimezone(zoneinfo.ZoneInfo(zone)).date()
    if last is None:
        return here
    there = at.astimezone(zoneinfo.ZoneInfo(last.zone)).date()
    return last.day if min(here, there) <= last.day else here


def end_of(day: datetime.date, zone: str) -> datetime.datetime:
    """The moment at which a day is over, in UTC. A day may have 23 hours, or 25."""
    midnight = datetime.datetime.combine(day + ONE_DAY, datetime.time(), zoneinfo.ZoneInfo(zone))
    return midnight.astimezone(datetime.UTC)


@dataclass(frozen=True)
class Streak:
    """Working days in a row on which something was answered. longest: ever, the present one included."""

    present: int = 0
    longest: int = 0

    @property
    def words(self) -> str:
        """Nothing before there are two in a row: one day is no streak, and a broken one is not spoken of."""
        return f"{self.present} working days in a row" if self.present > 1 else ""


def streak(days: Iterable[tuple[datetime.date, str]], calendar: Calendar, today: datetime.date) -> Streak:
    """days: with the zone of each, the earliest first. Days later than today are passed over.

    Days of rest neither count nor break; today breaks nothing before it is over. Where the zone changed
    between two days, one working day may be missing: a flight swallows it.
    """
    run = longest = 0
    last: tuple[datetime.date, str] | None = None
    for day, zone in days:
        if day > today or not calendar.works_on(day):
            continue
        if last is not None and not calendar.more_missed(last[0], day, than=int(last[1] != zone)):
            run += 1
        else:
            run = 1
        last = (day, zone)
        longest = max(longest, run)
    holds = last is not None and not calendar.more_missed(last[0], today, than=0)
    return Streak(run if holds else 0, longest)
