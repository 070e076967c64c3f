"""Putting a team on the board."""

from django.db import transaction

from accounts.models import Team, User
from gamification.models import TeamBoard


@transaction.atomic
def switch_board(*, team: Team, on: bool, by: User) -> None:
    """Put a team on the board, or take it off. Again changes nothing."""
    if on:
        TeamBoard.objects.get_or_create(team=team, defaults={"by": by})
    else:
        TeamBoard.objects.filter(team=team).delete()
