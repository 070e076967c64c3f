"""A film the studio works on, as its prompts know it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from courses.models.body import BodyField
from labs.library.blocks import LanguageBlock
from labs.library.language import Required


class Project(models.Model):
    """members: who sees its prompts, saves prompts to it and reviews them. language: what each of them must
    state. live: where it is not, it is an archive, and nothing is saved or reviewed there any more.
    """

    title = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(unique=True, max_length=80)
    description = models.TextField(max_length=600, blank=True)
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="lab_projects")
    language = BodyField(LanguageBlock(), blank=True)
    live = models.BooleanField(
        default=True,
        help_text="Off: an archive. Its prompts can be read and used, none is saved or reviewed.",
    )

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    @property
    def required(self) -> list[Required]:
        return [
            Required(one.value["element"], one.value["says"], _lines(one.value["any_of"]))
            for one in self.language
        ]


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())
