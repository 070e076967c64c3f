"""A small model that learns from a learner's labels."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from labs.models.run import Run

SOON = datetime.timedelta(seconds=30)
"""One that has waited longer may be forgotten."""


class TrainingState(models.TextChoices):
    QUEUED = "queued", "Waiting its turn"
    RUNNING = "running", "Training …"
    DONE = "done", "Trained"
    FAILED = "failed", "It could not be trained"


class TrainingQuerySet(models.QuerySet["Training"]):
    def claimable(self, now: datetime.datetime | None = None) -> TrainingQuerySet:
        """Those nobody works on: queued, or begun under a lease that has run out."""
        lost = Q(state=TrainingState.RUNNING, leased_until__lt=now or timezone.now())
        return self.filter(Q(state=TrainingState.QUEUED) | lost)


class Training(models.Model):
    """round and kind: which of the run's it is (`labs.training_room.standing`). labels: mark of a line ->
    whether the learner flagged it. found: what came of it, as `labs.services.training` keeps it.
    problem_code, problem: why it failed, for machines and for people. lost: workers that fell silent over it.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="trainings")
    round = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=3)
    labels = models.JSONField()
    state = models.CharField(max_length=8, choices=TrainingState.choices, default=TrainingState.QUEUED)
    found = models.JSONField(default=dict)
    engine = models.CharField(max_length=120, blank=True)
    problem_code = models.CharField(max_length=40, blank=True)
    problem = models.TextField(blank=True)
    lease = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    lost = models.PositiveSmallIntegerField(default=0)
    nudged_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = TrainingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "round", "kind"], name="one_training_of_a_kind_a_round")
        ]

    def __str__(self) -> str:
        return f"{self.run}, round {self.round}: {self.get_state_display()}"

    @property
    def is_done(self) -> bool:
        return self.state == TrainingState.DONE

    @property
    def has_failed(self) -> bool:
        return self.state == TrainingState.FAILED

    @property
    def waits_long(self) -> bool:
        """Whether nobody has it for longer than is usual: not taken up, or dropped."""
        now = timezone.now()
        if self.state == TrainingState.RUNNING:
            return self.leased_until is not None and self.leased_until < now
        return self.state == TrainingState.QUEUED and now - self.created_at > SOON

    @property
    def looks(self) -> str:
        """What the page shows of one that waits; alike as long as it would say the same."""
        return "waits_long" if self.waits_long else self.state

    @property
    def waits(self) -> bool:
        return self.state in (TrainingState.QUEUED, TrainingState.RUNNING)
