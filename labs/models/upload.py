"""Pictures that learners brought to a lab, and work that waits to be sent."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from courses.models.media import production_storage
from labs.models.run import Run

FOLDER = "lab-uploads"
"""Of the store of made media, which no web server shows by itself."""


class Upload(models.Model):
    """A picture as it was written anew. file and preview: in a folder of its own id. size: bytes of both.

    name: what its owner's file was called, without the ending. look: of `labs.looks`. It goes with its row;
    a file that lost its row is swept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lab_uploads")
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="uploads")
    file = models.FileField(storage=production_storage, max_length=200)
    preview = models.FileField(storage=production_storage, max_length=200)
    name = models.CharField(max_length=80)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    look = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "sha256"], name="a_picture_comes_once_to_a_run")
        ]

    def __str__(self) -> str:
        return self.name


class Draft(models.Model):
    """What somebody has laid out at a lab and not sent yet. work: as the lab's type reads it."""

    run = models.OneToOneField(Run, primary_key=True, on_delete=models.CASCADE, related_name="draft")
    work = models.JSONField()
    updated_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.run}, not sent"
