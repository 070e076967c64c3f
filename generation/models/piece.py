from django.db import models
from django.db.models import Q
from django.utils import timezone

from generation.models.state import State


class PieceWorkQuerySet(models.QuerySet):
    def free(self, now=None):
        """Those nobody has made, or holds."""
        unheld = Q(leased_until__isnull=True) | Q(leased_until__lt=now or timezone.now())
        return self.filter(unheld, finished_at__isnull=True)

    def claimable(self, now=None):
        return self.free(now).filter(production__state=State.RUNNING)

    def in_turn(self):
        return self.order_by("-production__priority", "production__created_at", "number")


class PieceWork(models.Model):
    """A piece of a stage that was handed out: any worker of its queue may make it. Gone with the stage.

    spec: all it is made of (`stages.contract.Piece`). lost: workers that fell silent over it. worker: who
    made it, in seconds by the clock, of CPU and of GPU.
    """

    production = models.ForeignKey("generation.Production", on_delete=models.CASCADE, related_name="pieces")
    stage = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=20)
    queue = models.CharField(max_length=20)
    spec = models.JSONField()
    lease = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    lost = models.PositiveSmallIntegerField(default=0)
    nudged_at = models.DateTimeField(default=timezone.now)
    handed_out_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    worker = models.CharField(max_length=200, blank=True)
    seconds = models.FloatField(default=0)
    cpu_seconds = models.FloatField(default=0)
    gpu_seconds = models.FloatField(default=0)

    objects = PieceWorkQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["production", "digest"], name="one_row_a_piece")]

    def __str__(self) -> str:
        return f"{self.kind} {self.digest[:12]}"
