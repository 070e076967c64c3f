"""A paper that says somebody finished a course."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from courses.models.media import production_storage


class CertificateState(models.TextChoices):
    ASKED = "asked", "On its way"
    MADE = "made", "Made"
    FAILED = "failed", "Not made"


class Certificate(models.Model):
    """One certificate of a course.

    paper: all that it says, as it was when it was asked for; digest: of that. tries: how often a worker took
    it up; taken_at: when the last did. file: in the store of productions, empty until it is made.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="certificates")
    course = models.ForeignKey(
        "courses.CoursePage", null=True, on_delete=models.SET_NULL, related_name="certificates"
    )
    paper = models.JSONField()
    digest = models.CharField(max_length=64)
    state = models.CharField(
        max_length=10, choices=CertificateState.choices, default=CertificateState.ASKED, db_index=True
    )
    reason = models.CharField(max_length=500, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    file = models.FileField(storage=production_storage, max_length=200, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    taken_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="a_certificate_a_paper")]

    def __str__(self) -> str:
        return f"{self.user}: {self.paper.get('course', '')}"

    @property
    def waits(self) -> bool:
        return self.state == CertificateState.ASKED
