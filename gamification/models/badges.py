"""Badges that can be earned, and what may complete them."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from courses.models import Competency
from courses.models.body import BodyField
from gamification.criteria import CriteriaBlock
from gamification.rules.emblems import Emblem


class BadgeClass(models.Model):
    """A badge that can be earned.

    conditions: all of them must be met; as data. criteria: the same in words, made of them when it is kept.
    note: a sentence of the author's. version: of the conditions. valid_months: None holds for ever.
    active: earned now; where it is not, those who have it keep it. standing_asked_at: somebody asked to
    award it to everyone who meets it already, and it is under way; standing_through: people up to this id
    were looked at.
    """

    slug = models.SlugField(unique=True, max_length=80, editable=False)
    name = models.CharField(max_length=80, unique=True)
    description = models.CharField(max_length=240)
    emblem = models.CharField(max_length=20, choices=Emblem.choices, default=Emblem.SLATE)
    conditions = BodyField(CriteriaBlock(), default=list)
    criteria = models.TextField(editable=False)
    note = models.CharField(max_length=240, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    valid_months = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    competencies = models.ManyToManyField(Competency, blank=True, related_name="+")
    active = models.BooleanField(default=True)
    standing_asked_at = models.DateTimeField(null=True, editable=False)
    standing_through = models.BigIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "badge classes"

    def __str__(self) -> str:
        return self.name

    @property
    def narrative(self) -> str:
        """What one must do, and what its author adds."""
        return f"{self.criteria} {self.note}".strip()

    @property
    def asked(self) -> list[dict]:
        """The conditions as `gamification.criteria` reads them."""
        return [{"type": one["type"], "value": dict(one["value"])} for one in self.conditions.raw_data]


class BadgeTrigger(models.Model):
    """A fact that can complete a badge: the index by which an answer finds the badges it may touch."""

    badge = models.ForeignKey(BadgeClass, on_delete=models.CASCADE, related_name="triggers")
    fact = models.CharField(max_length=160, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["badge", "fact"], name="a_trigger_once_a_badge")]

    def __str__(self) -> str:
        return f"{self.badge}: {self.fact}"
