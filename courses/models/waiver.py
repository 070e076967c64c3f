from django.conf import settings
from django.db import models
from django.utils import timezone

from courses.models.module import ModulePage

TOLERANCE = 0.02
"""How much further a share may stray before somebody has to look again."""


class ShareWaiver(models.Model):
    """Someone let a module go live outside 10 to 30 % of story, for a reason that is kept.

    share: 0..1, as it was when it was waived.
    """

    module = models.ForeignKey(ModulePage, on_delete=models.CASCADE, related_name="waivers")
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    share = models.FloatField()
    reason = models.CharField(max_length=500)
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    waived_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-waived_at", "-pk"]
        permissions = [("waive_share", "Can waive the share of story")]

    def __str__(self) -> str:
        return f"{self.module}: {self.share:.0%}, {self.reason}"

    def covers(self, share: float, allowed: tuple[float, float]) -> bool:
        """Whether it still speaks for a share: on the same side, no further out than what was looked at."""
        lowest, highest = allowed
        if self.share < lowest:
            return self.share - TOLERANCE <= share < lowest
        return highest < share <= self.share + TOLERANCE
