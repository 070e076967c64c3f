"""What a module says, how long it takes and what was made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from wagtail.models import Revision

from courses.completing import Requirements
from courses.models import MediaFile, MediaKind, MediaSet, ModulePage
from courses.models.module import requirements_in
from courses.models.spoken import spoken_digest
from courses.pacing import Ledger
from courses.queries.changes import shown_media
from courses.steps import Step, steps

__all__ = [
    "clock",
    "kinds_made",
    "lengths_of",
    "lesson_at",
    "live_module",
    "media_of",
    "spoken_digest",
    "steps_of",
    "text_at",
]


@dataclass(frozen=True)
class Text:
    """What the player reads out of a module. body: a StreamValue, its blocks not built yet.

    wanted: what it asks for to be complete.
    """

    title: str
    body: Any
    wanted: Requirements


def clock(module: ModulePage) -> Ledger:
    """The module's seconds, spoken ones as measured where they are known. One query, whatever its size."""
    return module.clock()


def steps_of(module: ModulePage) -> list[Step]:
    return steps(module.body, clock(module))


def live_module(slug: str) -> ModulePage | None:
    """The published module of that slug. Module slugs are unique on the site."""
    return ModulePage.objects.live().select_related("live_revision").filter(slug=slug).first()


def lesson_at(revision: Revision, module: ModulePage | None = None) -> ModulePage:
    """A module as it stood at a revision; the page itself where that is what is published."""
    if module is not None and module.live_revision_id == revision.pk:
        return module
    return revision.as_object()


def text_at(revision: Revision, module: ModulePage) -> Text:
    """What a module says at a revision, for reading. No query; one where an older content is not loaded."""
    if module.live_revision_id == revision.pk:
        return Text(module.title, module.body, module.requirements)
    said = revision.content
    body = ModulePage.body.field.to_python(said["body"])
    return Text(said["title"], body, requirements_in(said))


def media_of(module: ModulePage) -> MediaSet | None:
    """The media learners see: the last approved set, of the published revision or an older one."""
    return shown_media(module).select_related("approved_by").prefetch_related("files").first()


def lengths_of(module: ModulePage) -> MediaSet | None:
    """`media_of` with no more than its seconds, and those of its recap as recap_seconds. One query."""
    recap = MediaFile.objects.filter(media=OuterRef("pk"), kind=MediaKind.RECAP).values("seconds")[:1]
    return shown_media(module).only("seconds").annotate(recap_seconds=Subquery(recap)).first()


def kinds_made(module: ModulePage) -> frozenset[str]:
    """The kinds of files there are in `media_of`, without its cues. One query."""
    latest = shown_media(module).values("pk")[:1]
    return frozenset(MediaFile.objects.filter(media__in=latest).values_list("kind", flat=True))
