from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models

from courses.models import ModulePage
from gamification.rules.review import MEMORY_RULE, Memory


class ReviewCard(models.Model):
    """What a learner is thought to remember of one question; a summary, which `replay_mastery` rebuilds.

    stability: days. due_at: when it should come back. reviews: first tries so far. competencies: slugs that
    the last of them fed. through_id: that piece of evidence. rule: the version of the arithmetic.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="review_cards")
    module = models.ForeignKey(ModulePage, on_delete=models.CASCADE, related_name="+")
    block_id = models.CharField(max_length=40)
    stability = models.FloatField()
    difficulty = models.FloatField()
    reviewed_at = models.DateTimeField()
    due_at = models.DateTimeField()
    reviews = models.PositiveIntegerField(default=1)
    competencies = models.JSONField(default=list)
    through_id = models.BigIntegerField()
    rule = models.CharField(max_length=40, default=MEMORY_RULE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "module", "block_id"], name="one_card_a_question")
        ]
        indexes = [models.Index(fields=["user", "due_at"])]

    def __str__(self) -> str:
        return f"{self.user}: {self.block_id}, {self.due_at:%Y-%m-%d}"

    @property
    def memory(self) -> Memory:
        return Memory(self.stability, self.difficulty, self.reviewed_at, self.due_at, self.reviews)

    def hold(self, memory: Memory, competencies: list[str], through_id: int) -> None:
        self.stability, self.difficulty = memory.stability, memory.difficulty
        self.reviewed_at, self.due_at, self.reviews = memory.reviewed_at, memory.due_at, memory.reviews
        self.competencies, self.through_id, self.rule = competencies, through_id, MEMORY_RULE


def due_second(due_at: datetime.datetime) -> int:
    """A due time as `Mastery.due_sum` adds it up: whole seconds, so that no order of adding matters."""
    return int(due_at.timestamp())
