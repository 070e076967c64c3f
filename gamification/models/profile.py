"""What somebody lets colleagues see of what they can."""

import uuid

from django.conf import settings
from django.db import models


class Profile(models.Model):
    """Somebody's page for colleagues. Without one, or with nothing chosen, there is none.

    address: of the page; it cannot be guessed, and says nothing about them. board: they count, unnamed, in
    their team's line on the team board.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile")
    address = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    levels = models.BooleanField(default=False)
    badges = models.BooleanField(default=False)
    certificates = models.BooleanField(default=False)
    board = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.user}: {'shown' if self.shown else 'private'}"

    @property
    def shown(self) -> bool:
        return self.levels or self.badges or self.certificates
