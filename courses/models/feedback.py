from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from courses.models.module import ModulePage


class Rating(models.Model):
    """What someone thought of a module: 1 (not for me) to 5 (just what I needed)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    module = models.ForeignKey(ModulePage, on_delete=models.CASCADE, related_name="ratings")
    stars = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    comment = models.TextField(blank=True, max_length=2000)
    rated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "module"], name="one_rating_a_module")]

    def __str__(self) -> str:
        return f"{self.stars} for {self.module}"


class ErrorReport(models.Model):
    """Something in a module is wrong, says a learner. block_id: the block they stood at."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    module = models.ForeignKey(ModulePage, on_delete=models.CASCADE, related_name="error_reports")
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    block_id = models.CharField(max_length=40, blank=True)
    text = models.TextField(max_length=2000)
    reported_at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-reported_at"]

    def __str__(self) -> str:
        return self.text[:60]
