"""What came of a version of a prompt."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from labs.models.run import Submission

AT_ONCE = 4
"""Outputs that one asking brings."""
MOST, MOST_VARIANTS = 60, 100
"""Outputs of a model in a run, waiting ones with them; variants are counted apart."""


class Source(models.TextChoices):
    RECORDED = "recorded", "Recorded"
    MODEL = "model", "Written by a model"


class OutputState(models.TextChoices):
    WAITING = "waiting", "Waiting its turn"
    WRITING = "writing", "Writing…"
    MADE = "made", "Made"
    FAILED = "failed", "It could not be made"


class OutputQuerySet(models.QuerySet):
    def claimable(self, now: datetime.datetime) -> OutputQuerySet:
        """Those nobody writes: waiting, or begun under a lease that has run out."""
        lost = Q(state=OutputState.WRITING) & (Q(leased_until__isnull=True) | Q(leased_until__lt=now))
        return self.filter(Q(state=OutputState.WAITING) | lost)


class Output(models.Model):
    """An output of a version: one that its lab's author recorded, or one that a model writes from it.

    text: so far, while a model writes. recorded_of and made_by: of the author's list, its item and what made
    it. seed, model, model_digest, prompts: what makes the same text again. variant: of a contact sheet, and
    not among the outputs at the desk. client_key: of the asking it came with. lease, leased_until, lost: of
    the worker that writes it, and how many fell silent over it.
    """

    version = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="outputs")
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=8, choices=Source.choices)
    state = models.CharField(max_length=8, choices=OutputState.choices, db_index=True)
    variant = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    seed = models.BigIntegerField(null=True)
    model = models.CharField(max_length=120, blank=True)
    model_digest = models.CharField(max_length=64, blank=True)
    prompts = models.CharField(max_length=40, blank=True)
    recorded_of = models.CharField(max_length=40, blank=True)
    made_by = models.CharField(max_length=200, blank=True)
    problem_code = models.CharField(max_length=40, blank=True)
    problem = models.TextField(blank=True)
    client_key = models.UUIDField()
    created_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True)
    lease = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    lost = models.PositiveSmallIntegerField(default=0)
    nudged_at = models.DateTimeField(null=True)

    objects = OutputQuerySet.as_manager()

    class Meta:
        ordering = ["version", "number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="outputs_are_numbered"),
            models.UniqueConstraint(
                fields=["version", "recorded_of"],
                condition=~Q(recorded_of=""),
                name="a_recorded_output_is_shown_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}, output {self.number}"

    @property
    def is_recorded(self) -> bool:
        return self.source == Source.RECORDED

    @property
    def is_coming(self) -> bool:
        return self.state in (OutputState.WAITING, OutputState.WRITING)
