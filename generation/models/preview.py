import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from generation.models.proposal import RunState


class PreviewQuerySet(models.QuerySet):
    def claimable(self, now=None):
        """Those nobody works on: queued, or begun under a lease that has run out."""
        lost = Q(state=RunState.RUNNING, leased_until__lt=now or timezone.now())
        return self.filter(Q(state=RunState.QUEUED) | lost)


class Preview(models.Model):
    """A pronunciation that somebody wants to hear, before or after it is kept.

    digest: of what is said, in which voice and how fast: the same is made once, and is the name of its
    artifact too. asked: {term, said_as, ipa, locale}. lost: workers that fell silent over it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    asked = models.JSONField()
    state = models.CharField(max_length=20, choices=RunState.choices, default=RunState.QUEUED, db_index=True)
    reason_code = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    lease = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    lost = models.PositiveSmallIntegerField(default=0)
    nudged_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(default=timezone.now)

    objects = PreviewQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.asked['term']}: {self.get_state_display()}"

    @property
    def unfinished(self) -> bool:
        return self.state in (RunState.QUEUED, RunState.RUNNING)
