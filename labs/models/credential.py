"""What workers read in files that carry content credentials, or carry none."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from generation.provenance import Verdict


class CredentialReading(models.Model):
    """What a file says of where it comes from. digest: of its bytes, as the library of documents keeps it: of
    the same bytes the same is read, so it is never changed. words: for people, a line a fact. An empty
    verdict: it could not be read, words say why, and the next worker tries again.
    """

    digest = models.CharField(primary_key=True, max_length=40)
    verdict = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Verdict])
    words = models.TextField()
    read_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.digest}: {self.verdict}"

    @property
    def failed(self) -> bool:
        return not self.verdict
