"""When somebody works, and when they rest."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db.models import QuerySet

from accounts.models import Membership, Team, User
from gamification.models.rest import RestDays, RestKind, WorkingWeek
from gamification.rules.streak import Calendar, Rest

OWN_WORDS = {RestKind.QUIET: "A quiet day of yours.", RestKind.SHOOT: "You are on a shoot."}


def calendar_of(user: User) -> Calendar:
    """Working weeks, own days of rest, and the shoots of teams on the days one was in them. Three queries."""
    weeks = tuple((week.since, week.weekdays) for week in WorkingWeek.objects.filter(user=user))
    own = [
        Rest(row.first, row.last, OWN_WORDS[RestKind(row.kind)]) for row in RestDays.objects.filter(user=user)
    ]
    return Calendar(weeks, (*own, *_shoots(user)))


def _shoots(user: User) -> list[Rest]:
    """Whoever has left a team does not rest with it any more, and whoever joins does not before."""
    rows = Membership.objects.filter(user=user, team__rest_days__isnull=False).values_list(
        "starts_on", "ends_on", "team__rest_days__first", "team__rest_days__last", "team__name"
    )
    found = []
    for joined, left, first, last, team in rows:
        first, last = max(first, joined), min(last, left) if left else last
        if first <= last:
            found.append(Rest(first, last, f"{team} is on a shoot."))
    return found


def weekdays_of(user: User, day: datetime.date) -> frozenset[int]:
    weeks = WorkingWeek.objects.filter(user=user, since__lte=day)
    return Calendar(tuple((week.since, week.weekdays) for week in weeks)).weekdays_on(day)


def own_rest(user: User, *, since: datetime.date) -> QuerySet[RestDays]:
    """What somebody has set down for themself that ends on that day or later."""
    return RestDays.objects.filter(user=user, last__gte=since)


def team_rest(teams: Sequence[Team], *, since: datetime.date) -> QuerySet[RestDays]:
    return RestDays.objects.filter(team__in=teams, last__gte=since).select_related("team", "set_by")


def teams_of(user: User, *, on: datetime.date) -> list[Team]:
    """Teams somebody belongs to on a day, or manages."""
    return list(Team.objects.filter(pk__in=Membership.objects.on(on).filter(user=user).values("team")))
