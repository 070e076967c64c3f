"""A lab as its author wrote it."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.blocks import StructValue
from wagtail.models import DraftStateMixin, LockableMixin, Revision, RevisionMixin
from wagtail.search import index

from courses.models.body import BodyField
from labs.blocks import TaskBlock
from labs.contract import LabType
from labs.peers.criteria import CriteriaBlock, rubric_of
from labs.peers.rubric import Rubric
from labs.registry import can_be_reviewed, types


class Lab(LockableMixin, DraftStateMixin, RevisionMixin, index.Indexed, models.Model):
    """slug: what lessons name it by. context: what it is about; two labs of one context are one kind of
    practice, where a level asks for several. minutes: None for as long as its type takes. task: one block,
    whose type is the type of the lab. criteria: of the rubric that colleagues review work by; none for a lab
    whose work they do not see. review_to_pass: per cent of its points.
    """

    slug = models.SlugField(unique=True, max_length=80)
    title = models.CharField(max_length=120)
    introduction = models.TextField(max_length=600)
    context = models.CharField(max_length=120)
    minutes = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(15)]
    )
    task = BodyField(TaskBlock())
    criteria = BodyField(CriteriaBlock(), blank=True)
    review_to_pass = models.PositiveSmallIntegerField(
        default=60, validators=[MinValueValidator(10), MaxValueValidator(100)]
    )
    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="lab",
        for_concrete_model=False,
    )

    search_fields = [index.AutocompleteField("title"), index.SearchField("title"), index.FilterField("live")]

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.pk and (kept := Lab.objects.filter(pk=self.pk).first()) and kept.name not in ("", self.name):
            told = "A lab keeps its type, because people's work belongs to it. Make a new lab instead."
            raise ValidationError({"task": told})
        if self.criteria and self.name and not can_be_reviewed(self.name):
            able = ", ".join(one.label for name, one in types().items() if can_be_reviewed(name))
            told = f"Colleagues cannot judge this type's work from what they read. They can for: {able}."
            raise ValidationError({"criteria": f"{told} Leave the criteria out."})

    @property
    def revisions(self) -> Any:
        return self._revisions

    @property
    def name(self) -> str:
        """Of its type; empty while it has no task."""
        return self.task[0].block_type if self.task else ""

    @property
    def type(self) -> LabType:
        """Raises KeyError while it has no task."""
        return types()[self.name]

    @property
    def type_label(self) -> str:
        return self.type.label if self.name else ""

    @property
    def seconds(self) -> float:
        if self.minutes:
            return self.minutes * 60.0
        return self.type.seconds if self.name else 0.0

    @property
    def rubric(self) -> Rubric | None:
        """None where colleagues do not review its work."""
        return rubric_of(self.criteria, self.review_to_pass)

    @property
    def asked(self) -> StructValue:
        """What its author asks for, as the type reads it."""
        return self.task[0].value


def lab_at(revision: Revision) -> Lab:
    """A lab as it stood at a revision."""
    return revision.as_object()
