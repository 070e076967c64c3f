"""Learning paths, and who chose which."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.models import Page

from accounts.models import Craft
from courses.blocks.path import StopsBlock
from courses.models.body import BodyField
from courses.paths import Node, faults, nodes_of


class LearningPath(models.Model):
    """A way through modules and courses. crafts: values of `Craft`; none means for everyone.

    stops: see `courses.paths.nodes_of`.
    """

    title = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=120, unique=True)
    crafts = models.JSONField(default=list, blank=True)
    summary = models.TextField(help_text="Who it is for and where it leads, in two sentences.")
    stops = BodyField(StopsBlock(), blank=True)
    live = models.BooleanField(default=False, help_text="Learners see it, and may take it.")

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if unknown := set(self.crafts) - set(Craft.values):
            raise ValidationError({"crafts": f"There is no craft {', '.join(sorted(unknown))}."})
        if found := faults(self.nodes, titles_of(self.pages)):
            raise ValidationError(found)

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Its stops, without a query."""
        return nodes_of(self.stops.get_prep_value())

    @property
    def pages(self) -> set[int]:
        """Every page that its stops name."""
        nodes = self.nodes
        return {page for node in nodes for page in node.pages} | {
            need.page for node in nodes for need in node.after
        }

    @property
    def crafts_in_words(self) -> str:
        """``For writers and directors``; ``For everyone`` where no craft is named."""
        names = [f"{label.lower()}s" for value, label in Craft.choices if value in self.crafts]
        names = [_PLURALS.get(name, name) for name in names]
        said = " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
        return f"For {said or 'everyone'}"


_PLURALS = {"sounds": "sound", "vfxs": "VFX"}


def titles_of(pages: Collection[int]) -> dict[int, str]:
    return dict(Page.objects.filter(pk__in=pages).values_list("pk", "title"))


class PathChoice(models.Model):
    """Someone is on a path. What they finished stands whether they are or not."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="path_choices")
    path = models.ForeignKey(LearningPath, on_delete=models.CASCADE, related_name="choices")
    chosen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["chosen_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["user", "path"], name="a_path_is_chosen_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.path}"
