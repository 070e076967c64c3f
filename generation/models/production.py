import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from generation.models.piece import PieceWork
from generation.models.state import MADE, UNFINISHED, State

DOING = {
    "script": "Writing the script",
    "narration": "Speaking it",
    "captions": "Setting captions and chapters",
    "slides": "Drawing the slides",
    "cover": "Drawing its cover",
    "audio": "Encoding the sound",
    "video": "Encoding the video",
    "reference": "Setting the quick reference",
    "recap": "Making the recap",
}
"""Stage -> what it does, for whoever waits."""

SENT_BACK = "sent_back"
"""Reason code of a production a reviewer sent back."""
CANCELLED = "cancelled"
"""Reason code of a production that somebody stopped."""


class Priority(models.IntegerChoices):
    LATER = -1, "Later"
    NORMAL = 0, "In turn"
    FIRST = 1, "First"


class ProductionQuerySet(models.QuerySet):
    def claimable(self, now=None):
        """Those nobody works on: queued, or begun under a lease that has run out or was handed back.

        One whose pieces are handed out goes on when the last of them is there.
        """
        now = now or timezone.now()
        free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
        out = PieceWork.objects.filter(production=OuterRef("pk"), finished_at__isnull=True)
        return self.filter(Q(state=State.QUEUED) | (Q(state=State.RUNNING) & free & ~Exists(out)))

    def in_turn(self):
        """The most urgent first, then who came first."""
        return self.order_by("-priority", "created_at")


class Production(models.Model):
    """One revision of a module on its way to reviewed media.

    stage, done, total: what is being made now, and how much of it. outputs: {stage: digest of its artifact}.
    digest: of all outputs together, what is approved. reason_code, reason: for machines, for people.
    lost: workers that fell silent over the stage at hand. priority: who goes first where several wait.
    worker: who took it up last. anew: {stage: moment}: what it made before counts as not made.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    module = models.ForeignKey("courses.ModulePage", on_delete=models.CASCADE, related_name="productions")
    revision = models.OneToOneField(
        "wagtailcore.Revision", on_delete=models.CASCADE, related_name="production"
    )
    state = models.CharField(max_length=20, choices=State.choices, default=State.QUEUED, db_index=True)
    stage = models.CharField(max_length=20, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    reason_code = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    outputs = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    seconds = models.FloatField(null=True)
    leased_until = models.DateTimeField(null=True)
    lease = models.UUIDField(null=True)
    lost = models.PositiveSmallIntegerField(default=0)
    nudged_at = models.DateTimeField(null=True)
    priority = models.SmallIntegerField(choices=Priority.choices, default=Priority.NORMAL)
    worker = models.CharField(max_length=200, blank=True)
    anew = models.JSONField(default=dict)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = ProductionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.module}: {self.label}"

    @property
    def seen(self) -> str:
        """Names what stands before a reviewer: made again, of the same words even, it is something else."""
        return f"{self.digest}.{self.changed_at.timestamp():.6f}"

    @property
    def label(self) -> str:
        if self.cancelled:
            return "Cancelled"
        return "Sent back" if self.sent_back else self.get_state_display()

    @property
    def doing(self) -> str:
        """What is happening now, or why it stopped, in one line."""
        if self.state == State.RUNNING and self.stage:
            doing = DOING.get(self.stage, self.stage)
            return f"{doing}: {self.done} of {self.total}" if self.total > 1 else doing
        return self.reason

    @property
    def sent_back(self) -> bool:
        return self.state == State.FAILED and self.reason_code == SENT_BACK

    @property
    def cancelled(self) -> bool:
        return self.state == State.FAILED and self.reason_code == CANCELLED

    @property
    def unfinished(self) -> bool:
        return self.state in UNFINISHED

    @property
    def made(self) -> bool:
        """Whether every output is there to be watched."""
        return bool(self.digest) and (self.state in MADE or self.sent_back)


class StageRun(models.Model):
    """A stage was carried out for a production: what came of it, and what it cost.

    seconds: by the clock. made, reused: pieces (passages, slides, segments) made now and found in the store.
    cpu_seconds, gpu_seconds: of all who took part. workers: name -> pieces, where they were handed out.
    """

    production = models.ForeignKey(Production, on_delete=models.CASCADE, related_name="runs")
    stage = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    started_at = models.DateTimeField(default=timezone.now)
    seconds = models.FloatField()
    made = models.PositiveIntegerField(default=0)
    reused = models.PositiveIntegerField(default=0)
    cpu_seconds = models.FloatField(default=0)
    gpu_seconds = models.FloatField(default=0)
    workers = models.JSONField(default=dict)

    class Meta:
        ordering = ["started_at", "pk"]

    def __str__(self) -> str:
        return f"{self.stage} in {self.seconds:.1f} s"
