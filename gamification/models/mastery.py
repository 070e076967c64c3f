"""Summaries of evidence, which `replay_mastery` rebuilds, and the levels that were awarded on them."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

from courses.models import ModulePage
from gamification.rules import LEVEL_RULE, RULE, Belief, Level, Standing


class Ability(models.Model):
    """The part of ability that all competencies of a learner share; a summary.

    mean, variance: logits. through_at, through_id: the last evidence in it and in every mastery of theirs.
    rule: the version of the arithmetic.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="ability")
    mean = models.FloatField(default=0.0)
    variance = models.FloatField(default=1.0)
    through_at = models.DateTimeField(null=True)
    through_id = models.BigIntegerField(null=True)
    rule = models.CharField(max_length=40, default=RULE)

    class Meta:
        verbose_name_plural = "abilities"

    def __str__(self) -> str:
        return f"{self.user}: {self.mean:.2f}"

    @property
    def belief(self) -> Belief:
        return Belief(self.mean, self.variance)

    @property
    def through(self) -> tuple[datetime.datetime, int] | None:
        if self.through_at is None or self.through_id is None:
            return None
        return self.through_at, self.through_id


class Mastery(models.Model):
    """A competency's own part of a learner's ability; a summary.

    competency: its slug, as evidence names it. mean, variance: logits. cards: questions that feed it and have
    a review card; due_sum: their due times together, in whole seconds since 1970.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mastery")
    competency = models.SlugField(max_length=120)
    mean = models.FloatField(default=0.0)
    variance = models.FloatField(default=1.0)
    weight = models.FloatField(default=0.0)
    answers = models.PositiveIntegerField(default=0)
    cards = models.PositiveIntegerField(default=0)
    due_sum = models.BigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "mastery"
        constraints = [
            models.UniqueConstraint(fields=["user", "competency"], name="one_mastery_a_competency")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.competency}"

    @property
    def standing(self) -> Standing:
        return Standing(Belief(self.mean, self.variance), self.weight, self.answers)

    @property
    def refresher_at(self) -> datetime.datetime | None:
        """When its questions fall due on average; None where there are none."""
        if not self.cards:
            return None
        return datetime.datetime.fromtimestamp(self.due_sum / self.cards, datetime.UTC)


class OwedAnswer(models.Model):
    """A recertified question that a learner who had answered it has not answered again; a summary.

    competencies: slugs that the answer put aside had fed.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    module = models.ForeignKey(ModulePage, on_delete=models.CASCADE, related_name="+")
    block_id = models.CharField(max_length=40)
    competencies = models.JSONField(default=list)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "module", "block_id"], name="a_question_is_owed_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} owes {self.block_id}"


class LevelAward(models.Model):
    """Someone reached a level in a competency: a fact, never recomputed away.

    competency: its slug. mean, variance: of the ability then, logits. weight, answers: of the evidence then.
    evidence: id of the piece that completed it. rule: what was decided by, with its version.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="levels")
    competency = models.SlugField(max_length=120)
    level = models.CharField(max_length=20, choices=Level.choices)
    reason = models.CharField(max_length=240)
    rule = models.CharField(max_length=40, default=LEVEL_RULE)
    mean = models.FloatField()
    variance = models.FloatField()
    weight = models.FloatField()
    answers = models.PositiveIntegerField()
    evidence = models.BigIntegerField()
    awarded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-awarded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "competency", "level"], name="a_level_is_awarded_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_level_display()} in {self.competency}"
