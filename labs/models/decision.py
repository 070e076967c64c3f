"""What a learner makes of a version of their own, or of an output of one."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from labs.models.output import Output
from labs.models.run import Submission

LONGEST_NOTE = 600
"""Characters."""


class Verdict(models.TextChoices):
    ACCEPT = "accept", "Accept"
    ADJUST = "adjust", "Adjust"
    REJECT = "reject", "Reject"


class Decision(models.Model):
    """Never changed: deciding again is another one, and the last counts. reason: one of the studio's, in the
    words it had then. note: in the learner's own. output: None for one about the version itself.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="decisions")
    output = models.ForeignKey(Output, null=True, on_delete=models.CASCADE, related_name="decisions")
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    reason = models.TextField()
    note = models.TextField(max_length=LONGEST_NOTE, blank=True)
    client_key = models.UUIDField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "client_key"], name="a_decision_is_kept_once"),
        ]

    def __str__(self) -> str:
        return f"{self.submission}: {self.get_verdict_display()}, {self.reason}"
