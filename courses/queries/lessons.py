"""What a module says, how long it takes and what was made of it."""

from __future__ import annotations

from wagtail.models import Revision

from courses.models import MediaSet, ModulePage
from courses.models.spoken import spoken_digest
from courses.pacing import Ledger
from courses.steps import Step, steps

__all__ = ["clock", "lesson_at", "live_module", "media_of", "spoken_digest", "steps_of"]


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


def media_of(module: ModulePage) -> MediaSet | None:
    """The media learners see: the last approved set, of the published revision or an older one."""
    return MediaSet.objects.filter(module=module).prefetch_related("files").first()
