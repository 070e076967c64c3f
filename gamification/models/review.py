from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from courses.models import Evidence, ModulePage
from gamification.rules.streak import Day


class LearningDay(models.Model):
    """Somebody answered something on a day of their own: a fact, with the zone they were in.

    at: the first answer of it. Kept because a zone may change: evidence alone would move to other days then.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="learning_days")
    day = models.DateField()
    zone = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="a_day_is_learnt_on_once")]
        indexes = [models.Index(fields=["user", "at"])]

    def __str__(self) -> str:
        return f"{self.user}: {self.day}"

    @property
    def as_day(self) -> Day:
        return Day(self.day, self.zone, self.at)


class ReviewSession(models.Model):
    """The questions somebody is asked on one day of their own. Begun on one device, it goes on on another."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reviews")
    day = models.DateField()
    begun_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="one_review_a_day")]

    def __str__(self) -> str:
        return f"{self.user}: {self.day}"


class ReviewItem(models.Model):
    """One question of a day's review. number: from 1. evidence: the answer to it, if there is one.

    skipped_at: when it was passed over, which is free.
    """

    session = models.ForeignKey(ReviewSession, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    module = models.ForeignKey(ModulePage, on_delete=models.CASCADE, related_name="+")
    block_id = models.CharField(max_length=40)
    seconds = models.FloatField()
    evidence = models.ForeignKey(Evidence, null=True, on_delete=models.SET_NULL, related_name="+")
    skipped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="questions_of_a_review_are_numbered"),
            models.UniqueConstraint(
                fields=["session", "module", "block_id"], name="a_review_asks_a_question_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session}, {self.number}"

    @property
    def waits(self) -> bool:
        return self.evidence_id is None and self.skipped_at is None
