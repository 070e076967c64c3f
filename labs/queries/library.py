"""The library of prompts. What somebody keeps for themself is theirs alone; a project's prompts are seen by
its members and by L&D admins; whoever saved one always sees it.
"""

from __future__ import annotations

import uuid

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.queries import has_role
from accounts.roles import LD_ADMINS
from labs.models import LibraryTag, Project, PromptReview, Run, SavedPrompt
from labs.queries.runs import is_open_to

ORDERS = {"date": ("-created_at", "pk"), "reuse": ("-reused", "-created_at", "pk")}
MOST_TAGS = 30
HAS_NEWER = Exists(SavedPrompt.objects.filter(replaces=OuterRef("pk"), withdrawn_at=None))
"""Another prompt takes its place, and was not withdrawn."""


def projects_seen(user: User) -> QuerySet[Project]:
    return Project.objects.all() if has_role(user, LD_ADMINS) else Project.objects.filter(members=user)


def projects_open_to(user: User) -> QuerySet[Project]:
    """Where somebody may save prompts."""
    return Project.objects.filter(members=user, live=True)


def prompts_seen(user: User) -> QuerySet[SavedPrompt]:
    """With how often each was reused. What was withdrawn is there for its owner alone."""
    found = SavedPrompt.objects.filter(Q(owner=user) | Q(project__in=projects_seen(user)))
    found = found.filter(Q(withdrawn_at=None) | Q(owner=user))
    return found.select_related("owner", "project").annotate(reused=Count("reuses", distinct=True))


def library_of(
    user: User, *, words: str = "", mine: bool = False, project: str = "", tag: str = "", order: str = "date"
) -> QuerySet[SavedPrompt]:
    """What somebody finds: prompts in which every word stands. project, tag: slugs. What was replaced or
    withdrawn is found no more.
    """
    found = prompts_seen(user).filter(~HAS_NEWER, withdrawn_at=None)
    if mine:
        found = found.filter(owner=user)
    if project:
        found = found.filter(project__slug=project)
    if tag:
        found = found.filter(tagged_items__tag__slug=tag)
    for word in words.casefold().split():
        found = found.filter(words__contains=word)
    return found.order_by(*ORDERS[order]).prefetch_related("tagged_items__tag")


def tags_seen(user: User) -> QuerySet[LibraryTag]:
    """Of prompts that somebody finds, those of most prompts first."""
    seen = library_of(user).order_by().values("pk")
    used = Count("tagged_prompts", filter=Q(tagged_prompts__content_object__in=seen))
    return LibraryTag.objects.annotate(used=used).filter(used__gt=0).order_by("-used", "name")[:MOST_TAGS]


def prompt_seen(user: User, prompt_id: uuid.UUID) -> SavedPrompt | None:
    return prompts_seen(user).filter(pk=prompt_id).prefetch_related("tagged_items__tag").first()


def reviews_of(prompt: SavedPrompt) -> list[PromptReview]:
    """The last of each person, the newest first."""
    found: dict[int, PromptReview] = {}
    for review in prompt.reviews.select_related("reviewer"):
        # People who left are nobody: what they said stands side by side.
        found.setdefault(review.reviewer_id or -review.pk, review)
    return list(found.values())


def relatives(user: User, prompt: SavedPrompt) -> dict[str, list[SavedPrompt]]:
    """What it came from and what came of it, as far as somebody may see that."""
    seen = prompts_seen(user)
    related = Q(pk__in=[one for one in (prompt.forked_from_id, prompt.replaces_id) if one])
    found = list(seen.filter(related | Q(forked_from=prompt) | Q(replaces=prompt)))
    return {
        "forked_from": [one for one in found if one.pk == prompt.forked_from_id],
        "replaces": [one for one in found if one.pk == prompt.replaces_id],
        "replaced_by": [one for one in found if one.replaces_id == prompt.pk],
        "forks": [one for one in found if one.forked_from_id == prompt.pk],
    }


def saved_of(run: Run) -> list[SavedPrompt]:
    """What came into a library from the versions of a run and is still there."""
    return list(SavedPrompt.objects.filter(version__run=run.pk, withdrawn_at=None).select_related("project"))


def open_prompt_runs(user: User) -> list[Run]:
    """Where somebody could begin a version with a prompt."""
    runs = Run.objects.filter(user=user, finished_at=None).select_related("lab", "module")
    return [run for run in runs if run.lab.name == "prompt" and is_open_to(user, run)]
