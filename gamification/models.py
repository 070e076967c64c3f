import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

from courses.models import ModulePage
from gamification.rules import RULE, Standing


class Mastery(models.Model):
    """A summary of evidence for one learner and competency; `replay_mastery` rebuilds it.

    competency: its slug, as evidence names it. mean, variance: logits.
    through_at, through_id: the last evidence in it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mastery")
    competency = models.SlugField(max_length=120)
    mean = models.FloatField(default=0.0)
    variance = models.FloatField(default=1.0)
    weight = models.FloatField(default=0.0)
    answers = models.PositiveIntegerField(default=0)
    through_at = models.DateTimeField(null=True)
    through_id = models.BigIntegerField(null=True)
    rule = models.CharField(max_length=40, default=RULE)

    class Meta:
        verbose_name_plural = "mastery"
        constraints = [
            models.UniqueConstraint(fields=["user", "competency"], name="one_mastery_a_competency")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.competency}"

    @property
    def standing(self) -> Standing:
        return Standing(self.mean, self.variance, self.weight, self.answers)

    @property
    def through(self) -> tuple[datetime.datetime, int] | None:
        if self.through_at is None or self.through_id is None:
            return None
        return self.through_at, self.through_id

    def hold(self, standing: Standing, through: tuple[datetime.datetime, int]) -> None:
        self.mean, self.variance = standing.mean, standing.variance
        self.weight, self.answers = standing.weight, standing.answers
        self.through_at, self.through_id = through
        self.rule = RULE


class BadgeClass(models.Model):
    """A badge that can be earned. criteria: what one must do, for people."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    description = models.CharField(max_length=240)
    criteria = models.TextField()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "badge classes"

    def __str__(self) -> str:
        return self.name


class BadgeAward(models.Model):
    """Someone earned a badge: a fact, never recomputed away.

    evidence: ids of the answers it rests on. rule: what was decided by, with its version.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="badges")
    badge = models.ForeignKey(BadgeClass, on_delete=models.PROTECT, related_name="awards")
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="+")
    evidence = models.JSONField(default=list)
    reason = models.CharField(max_length=240)
    rule = models.CharField(max_length=40)
    awarded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-awarded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "badge", "module"], name="a_badge_a_module_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.badge}"
