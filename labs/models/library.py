"""Prompts worth keeping."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from taggit.managers import TaggableManager
from taggit.models import ItemBase, TagBase

from labs.models.decision import LONGEST_NOTE, Verdict
from labs.models.project import Project
from labs.models.run import Run, Submission

LEFT = "someone who left"


def with_its_owner(collector: Any, field: Any, found: Any, using: str) -> None:
    """What somebody kept for themself or withdrew goes with them; what a project finds stays without them."""
    stays = Q(project__isnull=False, withdrawn_at=None)
    models.CASCADE(collector, field, found.exclude(stays), using)
    models.SET_NULL(collector, field, found.filter(stays), using)


class LibraryTag(TagBase):
    """A list of its own: Studio offers the tags of pictures to everyone, and these tell of people's work. The
    address at which Wagtail would offer them all the same is closed in `config.urls`.
    """

    class Meta:
        verbose_name = "tag of the prompt library"
        verbose_name_plural = "tags of the prompt library"


class TaggedPrompt(ItemBase):
    tag = models.ForeignKey(LibraryTag, on_delete=models.CASCADE, related_name="tagged_prompts")
    content_object = models.ForeignKey("SavedPrompt", on_delete=models.CASCADE, related_name="tagged_items")


class SavedPrompt(models.Model):
    """A prompt in a library: its owner's alone, or its project's. Its words never change: another one is
    forked from it, or replaces it.

    version: of a run at a lab that it came from. origin: what is told of that, as it was then: lab, version,
    verdict, reason; of an output that was accepted, model and seed, or made_by where it was recorded. rule
    and found: its grade when it was saved. words: title, text, note and tags in small letters, searched.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=with_its_owner, related_name="saved_prompts"
    )
    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="prompts")
    title = models.CharField(max_length=120)
    text = models.TextField()
    note = models.TextField(blank=True)
    words = models.TextField(editable=False)
    version = models.ForeignKey(
        Submission, null=True, on_delete=models.SET_NULL, related_name="saved_prompts"
    )
    origin = models.JSONField(default=dict)
    forked_from = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="forks")
    replaces = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="replacements")
    rule = models.CharField(max_length=40)
    found = models.JSONField()
    client_key = models.UUIDField()
    created_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)
    tags = TaggableManager(through=TaggedPrompt, blank=True)

    class Meta:
        ordering = ["-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "client_key"], name="a_prompt_is_saved_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def by(self) -> str:
        return str(self.owner) if self.owner else LEFT

    @property
    def tag_names(self) -> list[str]:
        """As rows were fetched with them: taggit's own way finds none by the key of a prompt on SQLite."""
        return sorted(one.tag.name for one in self.tagged_items.all())


class Reuse(models.Model):
    """Somebody began a version with the words of a saved prompt: counted once a run."""

    prompt = models.ForeignKey(SavedPrompt, on_delete=models.CASCADE, related_name="reuses")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="reused_prompts"
    )
    run = models.ForeignKey(Run, null=True, on_delete=models.SET_NULL, related_name="reused_prompts")
    client_key = models.UUIDField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["prompt", "run"], name="a_run_reuses_a_prompt_once"),
        ]

    def __str__(self) -> str:
        return f"{self.prompt}, in {self.run}"


class PromptReview(models.Model):
    """What somebody else of the project makes of a prompt. Never changed: the last of each person counts."""

    prompt = models.ForeignKey(SavedPrompt, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="prompt_reviews"
    )
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    reason = models.TextField()
    note = models.TextField(max_length=LONGEST_NOTE, blank=True)
    client_key = models.UUIDField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["prompt", "client_key"], name="a_prompt_review_is_kept_once"),
        ]

    def __str__(self) -> str:
        return f"{self.prompt}: {self.get_verdict_display()}, {self.reason}"

    @property
    def by(self) -> str:
        return str(self.reviewer) if self.reviewer else LEFT
