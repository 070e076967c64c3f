from django.conf import settings
from django.db import models
from django.utils import timezone

from generation.models.production import Production


class Approval(models.Model):
    """Someone approved exactly these outputs. digest: `Production.digest`; no second one is needed."""

    digest = models.CharField(max_length=64, unique=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.approved_by}, {self.approved_at:%d %B %Y}"


class ReviewNote(models.Model):
    """Why a production was sent back."""

    production = models.ForeignKey(Production, on_delete=models.CASCADE, related_name="notes")
    reason = models.TextField(max_length=2000)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-written_at"]

    def __str__(self) -> str:
        return self.reason[:60]


class Mend(models.Model):
    """What is spoken instead of a passage's own lines, as long as those stay as they are.

    source: digest of the passage's own lines, so a mend outlives a revision that leaves the passage alone.
    lines: the mended texts, one for each line.
    """

    module = models.ForeignKey("courses.ModulePage", on_delete=models.CASCADE, related_name="mends")
    source = models.CharField(max_length=64)
    lines = models.JSONField()
    mended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    mended_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["module", "source"], name="one_mend_a_passage")]

    def __str__(self) -> str:
        return " / ".join(self.lines)[:60]
