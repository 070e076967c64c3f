from django.conf import settings
from django.db import models
from django.utils import timezone

from courses.models import ModulePage


class BadgeClass(models.Model):
    """A badge that can be earned. criteria: what one must do, for people."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    description = models.CharField(max_length=240)
    criteria = models.TextField()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "badge classes"

    def __str__(self) -> str:
        return self.name


class BadgeAward(models.Model):
    """Someone earned a badge: a fact, never recomputed away.

    evidence: ids of the answers it rests on. rule: what was decided by, with its version.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="badges")
    badge = models.ForeignKey(BadgeClass, on_delete=models.PROTECT, related_name="awards")
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="+")
    evidence = models.JSONField(default=list)
    reason = models.CharField(max_length=240)
    rule = models.CharField(max_length=40)
    awarded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-awarded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "badge", "module"], name="a_badge_a_module_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.badge}"
