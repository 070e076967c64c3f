from django.conf import settings
from django.db import models
from django.utils import timezone

from courses.models.module import ModulePage


class Enrolment(models.Model):
    """Someone has begun a module. completed_at: the first time.

    changes_read_at: when they put away what was said of changes to it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrolments")
    module = models.ForeignKey(ModulePage, on_delete=models.CASCADE, related_name="enrolments")
    started_at = models.DateTimeField(default=timezone.now)
    last_active_at = models.DateTimeField(default=timezone.now, db_index=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    changes_read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "module"], name="one_enrolment_a_module")]

    def __str__(self) -> str:
        return f"{self.user}: {self.module}"


class Attempt(models.Model):
    """One way through a module, on the revision it began with.

    block_id, seconds: where they are, in any format: a block and the seconds into it. Kept when it is
    finished: format, of most of its steps; taken, its seconds (`courses.stays`); expected, the clock's.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveIntegerField(default=1)
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    completed_at = models.DateTimeField(null=True, blank=True)
    block_id = models.CharField(max_length=40, blank=True)
    seconds = models.FloatField(default=0)
    format = models.CharField(max_length=10, blank=True)
    taken = models.FloatField(null=True, blank=True)
    expected = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["enrolment", "number"], name="attempts_are_numbered")]

    def __str__(self) -> str:
        return f"{self.enrolment}, attempt {self.number}"


class StepSeen(models.Model):
    """A screen was seen in an attempt, in some format. step_key: the id of the step's first block."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="seen")
    step_key = models.CharField(max_length=40)
    format = models.CharField(max_length=10)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attempt", "step_key"], name="a_step_is_seen_once")]

    def __str__(self) -> str:
        return self.step_key
