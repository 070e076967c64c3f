"""Saying when one works and when one rests."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.models import Team, User
from accounts.queries import teams_managed_by
from courses.services import Refused
from gamification.models.rest import RestDays, RestKind, WorkingWeek

LONGEST_REST = datetime.timedelta(days=366)
FURTHEST_BACK = datetime.timedelta(days=31)
"""Whoever was ill says so afterwards. What lies further back stays as it was."""


@transaction.atomic
def set_working_week(*, user: User, weekdays: Iterable[int], today: datetime.date) -> WorkingWeek:
    """From today somebody works on these ISO weekdays; earlier days stay what they were.

    Raises Refused (no_days, unknown_day).
    """
    days = sorted(set(weekdays))
    if not days:
        raise Refused(
            "no_days", "Choose at least one working day. To be left alone for a while, add quiet days below."
        )
    if not set(days) <= set(range(1, 8)):
        raise Refused("unknown_day", "Choose among the seven days of the week.")
    written = "".join(map(str, days))
    return WorkingWeek.objects.update_or_create(user=user, since=today, defaults={"days": written})[0]


@transaction.atomic
def add_rest(
    *,
    by: User,
    kind: str,
    first: datetime.date,
    last: datetime.date,
    today: datetime.date,
    note: str = "",
    team: Team | None = None,
) -> RestDays:
    """Set days of rest down: one's own, or with `team` a shoot of everyone in it.

    Raises Refused (unknown_kind, ends_first, too_long, too_early, not_yours).
    """
    if kind not in RestKind.values or (team and kind != RestKind.SHOOT):
        raise Refused("unknown_kind", "Choose quiet days or a shoot.")
    if team and not teams_managed_by(by).filter(pk=team.pk).exists():
        raise Refused("not_yours", "Only whoever manages the team, or an L&D admin, sets its shoot days.")
    if last < first:
        raise Refused("ends_first", "The last day lies before the first. Swap the two.")
    if last - first >= LONGEST_REST:
        raise Refused("too_long", "A year at most at a time. Choose an earlier last day.")
    if first < today - FURTHEST_BACK:
        raise Refused("too_early", f"Begin {FURTHEST_BACK.days} days back at most.")
    owner = {"team": team} if team else {"user": by}
    kept = {"kind": kind, "first": first, "last": last, "note": note.strip()}
    # Sent twice, it is one rest.
    return RestDays.objects.get_or_create(**owner, **kept, defaults={"set_by": by, "set_at": timezone.now()})[
        0
    ]


@transaction.atomic
def remove_rest(*, by: User, rest: RestDays) -> None:
    """Take days of rest away again; once more changes nothing. Raises Refused (not_yours)."""
    if rest.team is not None:
        mine = teams_managed_by(by).filter(pk=rest.team_id).exists()
    else:
        mine = rest.user_id == by.pk
    if not mine:
        raise Refused("not_yours", "Those days are somebody else's.")
    RestDays.objects.filter(pk=rest.pk).delete()
