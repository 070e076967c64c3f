"""Teams beside each other: never people, and only those of them who chose to count."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from accounts.models import Membership, Team
from courses.models import Enrolment
from gamification.models import LevelAward
from gamification.rules import Level

FEWEST_PEOPLE = 3
"""Fewer could be told apart by those who know them."""
LOOKS_BACK = datetime.timedelta(days=91)


@dataclass(frozen=True)
class Line:
    """people: who count. finished, levels: modules finished and levels reached lately, a person on average.

    Both None where too few people count.
    """

    team: Team
    people: int
    finished: float | None
    levels: float | None


def board(now: datetime.datetime) -> list[Line]:
    """The teams on the board, by name. Four queries, however many teams and people."""
    teams = list(Team.objects.filter(board__isnull=False).order_by("name"))
    belonging = Membership.objects.on(timezone.localdate(now)).filter(
        team__in=teams, manages=False, user__is_active=True, user__profile__board=True
    )
    people: dict[int, set[int]] = defaultdict(set)
    for team_id, user_id in belonging.values_list("team_id", "user_id"):
        people[team_id].add(user_id)
    counted, since = set().union(*people.values()), now - LOOKS_BACK
    finished = Enrolment.objects.filter(user__in=counted, completed_at__gte=since)
    # A novice is whoever has answered enough to say something: that is no level to have reached.
    levels = LevelAward.objects.filter(user__in=counted, awarded_at__gte=since).exclude(level=Level.NOVICE)
    numbers = [
        dict(rows.order_by().values_list("user").annotate(number=Count("pk"))) for rows in (finished, levels)
    ]
    return [_line(team, people[team.pk], *numbers) for team in teams]


def _line(team: Team, people: set[int], finished: dict[int, int], levels: dict[int, int]) -> Line:
    if len(people) < FEWEST_PEOPLE:
        return Line(team, len(people), None, None)

    def mean(numbers: dict[int, int]) -> float:
        return sum(numbers.get(one, 0) for one in people) / len(people)

    return Line(team, len(people), mean(finished), mean(levels))
