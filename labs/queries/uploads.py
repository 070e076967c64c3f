"""What somebody has uploaded, and how much more they may."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum

from accounts.models import User
from labs.models import Run, Upload
from labs.queries.studio import quota


@dataclass(frozen=True)
class Used:
    """What somebody's uploads take of their share. bytes and most_bytes: bytes."""

    files: int
    bytes: int
    most_files: int
    most_bytes: int

    def holds(self, size: int) -> bool:
        """Whether one more file of that size may come."""
        return self.files < self.most_files and self.bytes + size <= self.most_bytes


def uploads_of(user: User) -> QuerySet[Upload]:
    """The newest first."""
    return Upload.objects.filter(user=user).select_related("run__lab").order_by("-created_at", "pk")


def brought_to(run: Run) -> QuerySet[Upload]:
    """What somebody brought to a run, in the order of its coming."""
    return run.uploads.all()


def own_upload(user: User, upload_id: uuid.UUID) -> Upload | None:
    return Upload.objects.filter(user=user, pk=upload_id).first()


def used_by(user: User) -> Used:
    files, megabytes = quota()
    found = Upload.objects.filter(user=user).aggregate(files=Count("pk"), bytes=Sum("size"))
    return Used(found["files"], found["bytes"] or 0, files, megabytes * 1024 * 1024)
