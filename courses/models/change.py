from django.conf import settings
from django.db import models
from django.utils import timezone

from courses.changes import ChangeKind, How
from courses.models.module import ModulePage

LONGEST_NOTE = 300


class Change(models.Model):
    """What kind of change the next version of a module is; a fact once that version is published.

    since: what learners had until then. revision: what replaced it; none while it is only stated.
    note: the author's words to learners. stated: False where nobody said and it counts as a refresh.
    blocks: ids of blocks of the new version that changed or are new.
    """

    module = models.ForeignKey(ModulePage, on_delete=models.CASCADE, related_name="changes")
    since = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    stated = models.BooleanField(default=True)
    blocks = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["module"],
                condition=models.Q(published_at=None),
                name="one_statement_for_the_next_version",
            )
        ]

    def __str__(self) -> str:
        return f"{self.module}: {self.get_kind_display()}"


class ChangedQuestion(models.Model):
    """A question that a change touched. Answers to it given before one that recertifies count no more."""

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="questions")
    block_id = models.CharField(max_length=40, db_index=True)
    how = models.CharField(max_length=10, choices=How.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "block_id"], name="a_question_changes_once_a_change")
        ]

    def __str__(self) -> str:
        return f"{self.block_id}: {self.get_how_display()}"
