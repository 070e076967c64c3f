"""A test that a learner writes for a prompt of their own."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from labs.models.run import Run

MOST = 20
"""Of a run."""


class OwnTest(models.Model):
    """Never changed, only taken away again. assertion: as `labs.prompt.assertions.read` takes it."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="own_tests")
    assertion = models.JSONField()
    client_key = models.UUIDField()
    created_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "client_key"], name="an_own_test_is_kept_once"),
        ]

    def __str__(self) -> str:
        return f"{self.run}: {self.assertion['type']}"
