"""What a module says, how long it takes and what was made of it."""

from __future__ import annotations

import hashlib
import json

from django.conf import settings
from wagtail.models import Revision

from courses.blocks.contract import Passage
from courses.models import MediaSet, ModulePage, SpokenSeconds
from courses.narration import narrate
from courses.pacing import Ledger, ledger
from courses.steps import Step, steps


def spoken_digest(passage: Passage) -> str:
    """What the seconds of a passage's speech are stored under: its lines, the engine and its rate."""
    lines = [[line.voice, line.text] for line in passage.lines]
    told = json.dumps([settings.GREENROOM_SPEECH, settings.GREENROOM_SPOKEN_WPM, lines], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def clock(module: ModulePage) -> Ledger:
    """The module's seconds, spoken ones as measured where they are known. One query, whatever its size."""
    lesson = module.lesson()
    digests = {spoken_digest(one) for told in narrate(lesson) for one in told.passages}
    measured = dict(SpokenSeconds.objects.filter(digest__in=digests).values_list("digest", "seconds"))
    return ledger(
        lesson,
        spoken_wpm=settings.GREENROOM_SPOKEN_WPM,
        spoken=lambda passage: measured.get(spoken_digest(passage)),
    )


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
