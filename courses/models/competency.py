from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import model_from_serializable_data
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from courses.framework import CYCLE, DEEPEST, TOO_DEEP, fault


class CompetencyQuerySet(models.QuerySet["Competency"]):
    def offered(self) -> CompetencyQuerySet:
        """Without those that were withdrawn."""
        return self.filter(archived_at=None)


class Competency(models.Model):
    """Something people learn to do. Evidence counts where it is given: nothing rolls up to a parent.

    identifier: the same in every studio and file that speaks of it. archived_at: withdrawn since then.
    """

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=120, unique=True)
    description = models.TextField(blank=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="under",
        help_text="The competency it is a part of. Empty: it stands at the top.",
    )
    sort_order = models.PositiveIntegerField(default=0)
    code = models.CharField(
        max_length=60, blank=True, help_text="What people call it for short, such as B.2."
    )
    kind = models.CharField(
        max_length=60,
        blank=True,
        verbose_name="kind of statement",
        help_text="What the framework calls statements like this one: Domain, Competency, Skill.",
    )
    identifier = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects = CompetencyQuerySet.as_manager()

    class Meta:
        ordering = ["sort_order", "name"]
        verbose_name_plural = "competencies"

    def __str__(self) -> str:
        return self.name

    @property
    def withdrawn(self) -> bool:
        return self.archived_at is not None

    def clean(self) -> None:
        super().clean()
        if Competency.objects.filter(pk=self.pk).exclude(slug=self.slug).exists():
            kept = "Answers are kept under this slug, so it stays as it is. Change the name instead."
            raise ValidationError({"slug": kept})
        if self.parent_id and (told := self.fault_under(self.parent_id)):
            raise ValidationError({"parent": told})

    def fault_under(self, parent_id: int | None) -> str:
        """Why it cannot stand there, in a sentence; empty where it can. One query."""
        parents: dict[int, int | None] = dict(Competency.objects.values_list("pk", "parent_id"))
        # What is not saved yet has no number, and nothing stands under it.
        found = fault(parents | {self.pk or 0: parent_id})
        return FAULTS[found[0]].format(name=self.name) if found else ""


FAULTS = {
    CYCLE: "“{name}” cannot stand under itself, or under what stands under it. Choose another place.",
    TOO_DEEP: f"A framework has at most {DEEPEST} levels. Choose a place higher up for “{{name}}”.",
}


class ModuleCompetency(Orderable):
    """How much a module's questions say about a competency."""

    module = ParentalKey("courses.ModulePage", on_delete=models.CASCADE, related_name="competencies")
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="+")
    weight = models.FloatField(
        default=1.0,
        validators=[MinValueValidator(0.05), MaxValueValidator(1.0)],
        help_text="0.05 to 1: how much a question here tells.",
    )

    panels = [FieldPanel("competency"), FieldPanel("weight")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["module", "competency"], name="one_weight_a_competency")
        ]

    def __str__(self) -> str:
        return f"{self.competency} × {self.weight:g}"

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> ModuleCompetency | None:
        """None where the competency was deleted since: the rest of the revision must still open."""
        if not Competency.objects.filter(pk=data["competency"]).exists():
            return None
        return model_from_serializable_data(cls, data, check_fks=check_fks, strict_fks=strict_fks)
