from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from courses.models.module import ModulePage
from courses.models.progress import Attempt


class EvidenceKind(models.TextChoices):
    QUESTION = "question", "Question"
    SHOWN = "shown", "Asked to be shown"
    REFRESH = "refresh", "Question in a daily review"
    LAB = "lab", "Lab"
    TRANSFER = "transfer", "Transfer task"
    REVIEW = "review", "Review by a peer"
    SELF_REPORT = "self_report", "Own word"


class Evidence(models.Model):
    """One graded piece of work, an answer in most cases: a fact, never changed.

    score: 0..1. weight: how much it counts (1 first answer, 0.5 repeated or hinted, 0 kept but not
    counted; a lab 3, a review by a peer up to 2). context: what a lab was about. competencies: {slug:
    weight}, rule and calibration: as they were when it was graded.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="evidence")
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="evidence")
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.PROTECT, related_name="+")
    attempt = models.ForeignKey(Attempt, null=True, on_delete=models.CASCADE, related_name="evidence")
    block_id = models.CharField(max_length=40)
    client_key = models.UUIDField()
    kind = models.CharField(max_length=20, choices=EvidenceKind.choices, default=EvidenceKind.QUESTION)
    try_number = models.PositiveIntegerField(default=1)
    hinted = models.BooleanField(default=False)
    context = models.CharField(max_length=120, blank=True)
    response = models.JSONField(default=dict)
    score = models.FloatField(validators=[MinValueValidator(0), MaxValueValidator(1)])
    correct = models.BooleanField()
    weight = models.FloatField(validators=[MinValueValidator(0)])
    rule = models.CharField(max_length=40)
    calibration = models.JSONField(default=dict)
    competencies = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "client_key"], name="an_answer_counts_once"),
            models.UniqueConstraint(fields=["attempt", "block_id", "try_number"], name="tries_are_numbered"),
        ]
        indexes = [
            models.Index(fields=["user", "module", "block_id"]),
            models.Index(fields=["user", "kind"]),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.block_id} {self.score:g}"
