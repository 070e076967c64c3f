from django.conf import settings
from django.db import models
from django.utils import timezone

from courses.models.module import ModulePage


class Jotting(models.Model):
    """What someone keeps for themself at a block: a reflection, ticks, the branch they chose.

    Private: no page, report, export or admin of anybody else reads it, and it is never evidence. It goes with
    the person. value: as the block's `note` made it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    module = models.ForeignKey(ModulePage, on_delete=models.CASCADE, related_name="+")
    block_id = models.CharField(max_length=40)
    value = models.JSONField()
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "module", "block_id"], name="one_jotting_a_block")
        ]

    def __str__(self) -> str:
        # What was written must not stand in a log or a message.
        return f"Jotting {self.pk}"
