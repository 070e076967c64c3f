"""Outputs of two versions held against each other without saying which is whose."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from labs.models.run import Run, Submission
from labs.prompt.blind.reckoning import Answer

LONGEST_QUESTION = 200
"""Characters."""


class Comparison(models.Model):
    """One that a learner began. pairs: [[id, id], …] of outputs, of the first version and of the second.

    seed: decides the order and the sides (`labs.prompt.blind.pairing.showings`), so that no browser does.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="comparisons")
    number = models.PositiveIntegerField()
    first = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=LONGEST_QUESTION)
    pairs = models.JSONField()
    seed = models.BigIntegerField()
    client_key = models.UUIDField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="comparisons_are_numbered"),
            models.UniqueConstraint(fields=["run", "client_key"], name="a_comparison_is_kept_once"),
        ]

    def __str__(self) -> str:
        return f"{self.run}: comparison {self.number}"


class Judgement(models.Model):
    """What was said of one showing. number: its place in the order, from 0. Never changed."""

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="judgements")
    number = models.PositiveSmallIntegerField()
    answer = models.CharField(max_length=5, choices=[(one.value, one.value) for one in Answer])
    client_key = models.UUIDField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["comparison", "number"], name="a_showing_is_judged_once"),
            models.UniqueConstraint(fields=["comparison", "client_key"], name="a_judgement_is_kept_once"),
        ]

    def __str__(self) -> str:
        return f"{self.comparison}, {self.number}: {self.answer}"
