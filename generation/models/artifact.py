from django.db import models
from django.utils import timezone

from courses.models.media import production_storage


class Artifact(models.Model):
    """Something a stage made, kept under the digest of everything it was made from.

    size: of its file in bytes; a file of another size was cut off. parts: digests of the artifacts it cannot
    do without. engine: "name version". seconds: it took to make. used_at:
    when it was last looked for, to the day.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    stage = models.CharField(max_length=20)
    file = models.FileField(storage=production_storage, max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    meta = models.JSONField(default=dict)
    parts = models.JSONField(default=list)
    engine = models.CharField(max_length=120, blank=True)
    seconds = models.FloatField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"{self.stage} {self.digest[:12]}"
