from django.conf import settings
from django.db import models
from django.utils import timezone

from generation.models.production import Production


class PassageApproval(models.Model):
    """Someone approved a passage: what is shown, written and said, wherever it stands.

    digest: of all that (`digests.passage_digest`); the same passage needs no second one. The rest is for who
    reviews what comes after it: place: in its block. lines: as they were written. speech, slide: digests.
    """

    digest = models.CharField(max_length=64, unique=True)
    module = models.ForeignKey("courses.ModulePage", on_delete=models.CASCADE, related_name="+")
    block_id = models.CharField(max_length=40)
    place = models.PositiveIntegerField()
    lines = models.JSONField()
    speech = models.CharField(max_length=64)
    slide = models.CharField(max_length=64)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["module", "block_id"], name="passages_approved_in")]

    def __str__(self) -> str:
        return " / ".join(self.lines)[:60]


class Approval(models.Model):
    """Someone approved exactly these outputs. digest: `Production.digest`; no second one is needed.

    whole: what a later review compares with: passages (digests in order), chapters (titles), outputs (digest
    by stage). Empty for what was approved before this was kept and is gone.
    """

    digest = models.CharField(max_length=64, unique=True)
    module = models.ForeignKey("courses.ModulePage", null=True, on_delete=models.CASCADE, related_name="+")
    whole = models.JSONField(default=dict)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.approved_by}, {self.approved_at:%d %B %Y}"


class ReviewNote(models.Model):
    """Why a production was sent back. passages: those it names, each {number, block_id, words}."""

    production = models.ForeignKey(Production, on_delete=models.CASCADE, related_name="notes")
    reason = models.TextField(max_length=2000)
    passages = models.JSONField(default=list)
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
