from django.conf import settings
from django.db import models
from django.utils import timezone

from generation.models.production import DOING, Production


class EventKind(models.TextChoices):
    ASKED = "asked", "Asked for"
    WAITING = "waiting", "Waiting for the queue"
    RESUMED = "resumed", "Taken up again"
    FAILED = "failed", "Failed"
    RETRIED = "retried", "Tried again"
    MENDED = "mended", "Words mended"
    MADE = "made", "Made"
    SENT_BACK = "sent_back", "Sent back"
    APPROVED = "approved", "Approved"
    CANCELLED = "cancelled", "Cancelled"
    REMADE = "remade", "Made again"
    PRIORITISED = "prioritised", "Its turn changed"


PLAIN = {
    EventKind.WAITING: "The queue could not be reached. It starts as soon as that is back; nothing is lost.",
    EventKind.MADE: "Everything is made.",
}
RESUMED = (
    "The worker fell silent{over}. It was taken up again by itself; what was finished before is kept and "
    "not made again."
)


class Event(models.Model):
    """Something that happened to a production, for its author to read. Rows are only ever added.

    stage: what was being made. detail: the reason, in words. told_at: when its mail was taken in hand, of a
    failure. trouble: why that mail did not go out.
    """

    production = models.ForeignKey(Production, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20, choices=EventKind.choices)
    stage = models.CharField(max_length=20, blank=True)
    detail = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    happened_at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["happened_at", "pk"]

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        """What happened, in one line."""
        if self.kind == EventKind.RESUMED:
            over = f" over “{DOING.get(self.stage, self.stage).lower()}”" if self.stage else ""
            return RESUMED.format(over=over)
        if self.kind in PLAIN:
            return f"{PLAIN[EventKind(self.kind)]} {self.detail}".strip()
        said = f"{self.get_kind_display()} by {self.by}" if self.by else self.get_kind_display()
        return f"{said}: {self.detail}" if self.detail else f"{said}."
