"""Work that colleagues are asked to review, what they say of it, and what is decided where they differ."""

from __future__ import annotations

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from courses.models import Evidence
from labs.models.run import Submission

LAPSES = datetime.timedelta(days=7)
"""How long a review that was taken is kept for its reviewer before others may take it."""
ARGUED = datetime.timedelta(days=14)
"""How long a learner may dispute the reviews of their work."""


class ReviewState(models.TextChoices):
    WAITING = "waiting", "Waiting for reviews"
    DONE = "done", "Reviewed"
    DISPUTED = "disputed", "An L&D admin decides"
    SETTLED = "settled", "Decided"


class ReviewRequest(models.Model):
    """Somebody asks two colleagues to look at what they handed in. done_at: when both had."""

    submission = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="review_request")
    state = models.CharField(max_length=8, choices=ReviewState.choices, default=ReviewState.WAITING)
    asked_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        indexes = [models.Index(fields=["state", "asked_at"])]

    def __str__(self) -> str:
        return f"{self.submission}: {self.get_state_display()}"

    @property
    def work(self) -> Evidence:
        """What the work itself counted as: nothing else is reviewed."""
        return self.submission.evidence

    @property
    def argued_until(self) -> datetime.datetime | None:
        return self.done_at + ARGUED if self.done_at else None


class Review(models.Model):
    """What one colleague says. It becomes a fact when it is sent. reviewer: None once they are deleted.

    place: 1 or 2; None for one that lapsed and whose place somebody else took. draft: what is written and
    not sent. points, sentences: one a criterion. reviewer_level: theirs when they sent it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(ReviewRequest, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="peer_reviews"
    )
    place = models.PositiveSmallIntegerField(null=True)
    taken_at = models.DateTimeField(default=timezone.now)
    draft = models.JSONField(default=dict)
    sent_at = models.DateTimeField(null=True)
    points = models.JSONField(default=list)
    sentences = models.JSONField(default=list)
    overall = models.TextField(blank=True)
    reviewer_level = models.CharField(max_length=20, blank=True)
    evidence = models.OneToOneField(
        Evidence, null=True, on_delete=models.SET_NULL, related_name="peer_review"
    )

    class Meta:
        ordering = ["place", "taken_at"]
        constraints = [
            models.UniqueConstraint(fields=["request", "place"], name="a_place_has_one_reviewer"),
            models.UniqueConstraint(fields=["request", "reviewer"], name="one_reviews_a_work_once"),
        ]

    def __str__(self) -> str:
        return f"Review {self.place} of {self.request_id}"

    @property
    def is_sent(self) -> bool:
        return self.sent_at is not None

    @property
    def lapses_at(self) -> datetime.datetime:
        return self.taken_at + LAPSES

    def holds(self, at: datetime.datetime) -> bool:
        """Whether its place is nobody else's to take."""
        return self.place is not None and (self.is_sent or self.lapses_at > at)


class Dispute(models.Model):
    """What an L&D admin has to decide. words: the learner's; empty where the two reviews lie too far apart.

    points: those that hold, a criterion each. stands: whose they are; None for the admin's own.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.OneToOneField(ReviewRequest, on_delete=models.CASCADE, related_name="dispute")
    words = models.TextField(blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    points = models.JSONField(default=list)
    stands = models.ForeignKey(Review, null=True, on_delete=models.CASCADE, related_name="+")
    reason = models.TextField(blank=True)
    evidence = models.OneToOneField(
        Evidence, null=True, on_delete=models.SET_NULL, related_name="review_dispute"
    )

    class Meta:
        ordering = ["opened_at", "pk"]

    def __str__(self) -> str:
        return f"Dispute about {self.request_id}"
