"""Badges that people earned, and what they let others see of them."""

from __future__ import annotations

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from courses.models import ModulePage
from gamification.models.badges import BadgeClass
from gamification.rules import Level
from gamification.rules.validity import Validity, may_renew, validity

LONGEST_REASON = 1000
"""Six conditions with long titles would say more: they are cut, so that no answer is lost by them."""


class BadgeAward(models.Model):
    """Someone earned a badge: a fact, never recomputed away.

    subject: what it was earned with, where it can be earned more than once: ``module:12``. number: 1, and one
    more with every renewal. evidence: ids of what it rests on. rule: what was decided by, with its version;
    criteria: the conditions as they were then, in words and as data. level: the one it says was reached.
    competencies: slugs of those it is aligned to. valid_until: None holds for ever.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="badges")
    badge = models.ForeignKey(BadgeClass, on_delete=models.PROTECT, related_name="awards")
    module = models.ForeignKey(ModulePage, null=True, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=60, blank=True)
    number = models.PositiveSmallIntegerField(default=1)
    evidence = models.JSONField(default=list)
    reason = models.CharField(max_length=LONGEST_REASON)
    rule = models.CharField(max_length=100)
    criteria = models.JSONField(default=dict)
    level = models.CharField(max_length=20, choices=Level.choices, blank=True)
    competencies = models.JSONField(default=list)
    awarded_at = models.DateTimeField(default=timezone.now)
    valid_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-awarded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "badge", "subject", "number"], name="a_badge_a_subject_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.badge}"

    @property
    def criteria_words(self) -> str:
        """What had to be done for it when it was awarded."""
        return self.criteria.get("words", self.badge.narrative)

    @property
    def title(self) -> str:
        """Its name, with the module where it is earned once for each."""
        return f"{self.badge.name}: {self.module.title}" if self.subject and self.module else self.badge.name

    @property
    def validity(self) -> Validity:
        return validity(self.valid_until, timezone.now())

    def renewable(self, at: datetime.datetime) -> bool:
        return may_renew(self.valid_until, at)


class BadgeShare(models.Model):
    """What somebody lets others see of a badge of theirs. Without one, nothing.

    name, level: whether they are said. evidence: ids of what is listed. public: whether there is a page.
    """

    award = models.OneToOneField(BadgeAward, on_delete=models.CASCADE, related_name="share")
    name = models.BooleanField(default=False)
    level = models.BooleanField(default=True)
    evidence = models.JSONField(default=list)
    public = models.BooleanField(default=False)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.award}: {'public' if self.public else 'private'}"
