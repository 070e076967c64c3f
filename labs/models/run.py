"""What learners do in labs."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from wagtail.models import Revision

from courses.models import Evidence, ModulePage
from labs.models.lab import Lab


class Run(models.Model):
    """Somebody at a lab, from opening it to handing in. revision: of the lab, as it stood then.

    module and block_id: where in which lesson it was opened; without those an author tries it, and it is no
    evidence. place: the two as one word, so that one run at a time is open there. score and passed: of what
    was handed in.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lab_runs")
    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="runs")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    module = models.ForeignKey(ModulePage, null=True, on_delete=models.PROTECT, related_name="lab_runs")
    block_id = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=60, blank=True)
    number = models.PositiveIntegerField(default=1)
    began_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    score = models.FloatField(null=True, validators=[MinValueValidator(0), MaxValueValidator(1)])
    passed = models.BooleanField(null=True)

    class Meta:
        ordering = ["-began_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "lab", "place", "number"], name="runs_are_numbered"),
            models.UniqueConstraint(
                fields=["user", "lab", "place"],
                condition=models.Q(finished_at__isnull=True),
                name="one_run_is_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.lab}, {self.number}"

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None


class Submission(models.Model):
    """Work that was sent, and what the server made of it: a fact, never changed.

    work: as the lab's type reads it. found: what it says of the work. evidence: what it counted as.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="submissions")
    number = models.PositiveIntegerField()
    client_key = models.UUIDField()
    work = models.JSONField()
    found = models.JSONField(default=dict)
    score = models.FloatField(validators=[MinValueValidator(0), MaxValueValidator(1)])
    passed = models.BooleanField()
    final = models.BooleanField()
    rule = models.CharField(max_length=40)
    evidence = models.OneToOneField(
        Evidence, null=True, on_delete=models.CASCADE, related_name="lab_submission"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="submissions_are_numbered"),
            models.UniqueConstraint(fields=["run", "client_key"], name="a_submission_is_kept_once"),
        ]

    def __str__(self) -> str:
        return f"{self.run}: {self.number}"
