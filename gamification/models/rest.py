from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Team


class WorkingWeek(models.Model):
    """The days somebody works, from a day on. days: ISO weekdays as digits, ``12345``."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="working_weeks")
    since = models.DateField()
    days = models.CharField(max_length=7)

    class Meta:
        ordering = ["since"]
        constraints = [models.UniqueConstraint(fields=["user", "since"], name="one_working_week_from_a_day")]

    def __str__(self) -> str:
        return f"{self.user}: {self.days} since {self.since}"

    @property
    def weekdays(self) -> frozenset[int]:
        return frozenset(map(int, self.days))


class RestKind(models.TextChoices):
    QUIET = "quiet", "Quiet"
    SHOOT = "shoot", "Shoot"


class RestDays(models.Model):
    """Days on which no review is offered and no streak breaks: somebody's own, or the shoot of a team."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="rest_days"
    )
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="rest_days")
    kind = models.CharField(max_length=10, choices=RestKind.choices)
    first = models.DateField()
    last = models.DateField()
    note = models.CharField(max_length=80, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "rest days"
        ordering = ["first", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="rest_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(user__isnull=False, team__isnull=True)
                | Q(user__isnull=True, team__isnull=False, kind="shoot"),
                name="rest_is_a_persons_or_the_shoot_of_a_team",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.first} to {self.last}"
