"""Which teams stand on the board."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.models import Team


class TeamBoard(models.Model):
    """A team whose manager put it on the board. Of its people only those count who chose to."""

    team = models.OneToOneField(Team, on_delete=models.CASCADE, related_name="board")
    since = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return str(self.team)
