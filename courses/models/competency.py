from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import model_from_serializable_data
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class Competency(models.Model):
    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=120, unique=True)
    description = models.TextField(blank=True)
    sort_order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "name"]
        verbose_name_plural = "competencies"

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if Competency.objects.filter(pk=self.pk).exclude(slug=self.slug).exists():
            kept = "Answers are kept under this slug, so it stays as it is. Change the name instead."
            raise ValidationError({"slug": kept})


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
