"""What a learner keeps of many variants of a scene."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from labs.models.run import Run, Submission

LONGEST_COMMON = 400
"""Characters."""


class Selection(models.Model):
    """Never changed: choosing again is another one, and the last counts.

    version: whose variants a model wrote; None for those that the author recorded. kept: [{"number", "text",
    "made_by", "reason"}, …] in the words they had then. common: what they have in common. rest: why the
    others go; empty where none do. shown: how many there were to choose from.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="selections")
    version = models.ForeignKey(Submission, null=True, on_delete=models.CASCADE, related_name="selections")
    kept = models.JSONField()
    common = models.TextField(max_length=LONGEST_COMMON)
    rest = models.TextField(blank=True)
    shown = models.PositiveSmallIntegerField()
    client_key = models.UUIDField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "client_key"], name="a_selection_is_kept_once"),
        ]

    def __str__(self) -> str:
        return f"{self.run}: {len(self.kept)} of {self.shown}"
