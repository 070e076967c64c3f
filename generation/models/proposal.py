import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from generation.ports import Kind


class RunState(models.TextChoices):
    QUEUED = "queued", "Waiting its turn"
    RUNNING = "running", "Reading the lesson …"
    DONE = "done", "Read"
    FAILED = "failed", "It could not be read"


class ProposalRunQuerySet(models.QuerySet):
    def claimable(self, now=None):
        """Those nobody works on: queued, or begun under a lease that has run out."""
        now = now or timezone.now()
        lost = Q(state=RunState.RUNNING) & (Q(leased_until__isnull=True) | Q(leased_until__lt=now))
        return self.filter(Q(state=RunState.QUEUED) | lost)


class ProposalRun(models.Model):
    """A lesson was read, on request, for what its author might take.

    digest: of what was read and the writer asked for: the same lesson is not read twice. reading: what was
    read. engine, model: who wrote, and the digest of its weights. left_out: code -> suggestions kept back.
    reason_code, reason: for machines, for people. lost: workers that fell silent over it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    module = models.ForeignKey("courses.ModulePage", on_delete=models.CASCADE, related_name="proposal_runs")
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    digest = models.CharField(max_length=64)
    reading = models.JSONField()
    state = models.CharField(max_length=20, choices=RunState.choices, default=RunState.QUEUED, db_index=True)
    engine = models.CharField(max_length=120, blank=True)
    model = models.CharField(max_length=64, blank=True)
    seed = models.PositiveIntegerField(default=0)
    left_out = models.JSONField(default=dict)
    reason_code = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    leased_until = models.DateTimeField(null=True)
    lease = models.UUIDField(null=True)
    lost = models.PositiveSmallIntegerField(default=0)
    nudged_at = models.DateTimeField(null=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = ProposalRunQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [models.UniqueConstraint(fields=["module", "digest"], name="one_run_a_lesson")]

    def __str__(self) -> str:
        return f"{self.module}: {self.get_state_display()}"

    @property
    def unfinished(self) -> bool:
        return self.state in (RunState.QUEUED, RunState.RUNNING)


class Decision(models.TextChoices):
    OPEN = "open", "Open"
    ACCEPTED = "accepted", "Added to the lesson"
    DISCARDED = "discarded", "Left out"


class Proposal(models.Model):
    """Something an author may take into a module. sentence, block_id: what it rests on, word for word.

    content: as proposed (`generation.ports.Suggestion`); taken: as the author took it. revision: the draft
    it was taken into.
    """

    run = models.ForeignKey(ProposalRun, on_delete=models.CASCADE, related_name="proposals")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in Kind])
    sentence = models.TextField()
    block_id = models.CharField(max_length=40)
    content = models.JSONField()
    decision = models.CharField(max_length=20, choices=Decision.choices, default=Decision.OPEN)
    taken = models.JSONField(null=True)
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="one_proposal_a_number")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}: {self.sentence[:60]}"
