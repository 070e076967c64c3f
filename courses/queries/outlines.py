"""What pages show of a lesson without reading it, kept in this process by revision.

A revision never changes; the seconds of its speech do, until all of it was measured. So what is kept holds
while as much speech is measured as when it was drawn, and for good once nothing is missing.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import replace

from django.core.cache import caches
from django.db.models import Max, prefetch_related_objects
from wagtail.models import Revision

from courses.models import ModulePage, SpokenSeconds
from courses.models.spoken import measured_ledgers
from courses.narration import Lesson
from courses.pacing import Ledger
from courses.steps import Outline, steps
from courses.voicing import HOME

HOUR = 3600
"""Seconds. The names of characters are no part of a revision."""
CACHE = "process"


def outlines(modules: Sequence[ModulePage], *, spoken: int | None = None) -> dict[int, Outline]:
    """Module id -> the outline of what is published. As many queries for one module as for fifty.

    spoken: `last_spoken`, where the caller has asked already.
    """

    def drawn(missing: Sequence[int]) -> list[Outline]:
        of_these = _whole([module for module in modules if module.pk in missing])
        prefetch_related_objects(of_these, "key_points")
        return outlined([_published(module) for module in of_these])

    keys = {one.pk: _key(one, one.live_revision_id, one.last_published_at) for one in modules}
    return _kept(keys, drawn, spoken)


def _whole(modules: list[ModulePage]) -> list[ModulePage]:
    """Modules with their bodies: whoever compares many of them has left those where they were. One query."""
    if not any(module.get_deferred_fields() for module in modules):
        return modules
    found = ModulePage.objects.in_bulk([module.pk for module in modules])
    return [found[module.pk] for module in modules]


def outline_at(revision: Revision, module: ModulePage, *, spoken: int | None = None) -> Outline:
    """The outline of a module as it stood at a revision."""
    if module.live_revision_id == revision.pk:
        return outlines([module], spoken=spoken)[module.pk]
    keys = {module.pk: _key(module, revision.pk, revision.created_at)}
    return _kept(keys, lambda missing: outlined([_earlier(revision)]), spoken)[module.pk]


def outline_now(module: ModulePage) -> Outline:
    """The outline of a module as this object has it: a draft that someone looks at. Nothing is kept."""
    return outlined([_published(module)])[0]


def clocks(modules: Sequence[ModulePage]) -> dict[int, Ledger]:
    """Module id -> its clock. As many queries for one module as for fifty."""
    prefetch_related_objects(modules, "key_points")
    whole = _with_bodies([_published(module) for module in modules])
    pairs = zip(modules, measured_ledgers(whole), strict=True)
    return {module.pk: ledger for module, (ledger, _) in pairs}


def outlined(lessons: Sequence[Lesson]) -> list[Outline]:
    whole = _with_bodies(lessons)
    return [
        Outline(tuple(steps(lesson.body, clock)), clock.formats, lesson.key_points, measured)
        for lesson, (clock, measured) in zip(whole, measured_ledgers(whole), strict=True)
    ]


def _with_bodies(lessons: Sequence[Lesson]) -> list[Lesson]:
    """Their blocks built at once: pictures and characters are asked for once, however many lessons."""
    raw = [list(lesson.body.raw_data) for lesson in lessons]
    bodies = ModulePage.body.field.stream_block.bulk_to_python(raw)
    return [replace(lesson, body=body) for lesson, body in zip(lessons, bodies, strict=True)]


def last_spoken() -> int:
    """Grows with every passage whose speech is measured."""
    return SpokenSeconds.objects.aggregate(last=Max("pk"))["last"] or 0


def _kept(
    keys: dict[int, str], drawn: Callable[[Sequence[int]], list[Outline]], spoken: int | None
) -> dict[int, Outline]:
    found = caches[CACHE].get_many(keys.values())
    if spoken is None and (len(found) < len(keys) or not all(one.measured for _, one in found.values())):
        spoken = last_spoken()
    held = {pk: found[key] for pk, key in keys.items() if key in found}
    outlines = {pk: one for pk, (then, one) in held.items() if one.measured or then == spoken}
    if missing := [pk for pk in keys if pk not in outlines]:
        fresh = dict(zip(missing, drawn(missing), strict=True))
        caches[CACHE].set_many({keys[pk]: (spoken, one) for pk, one in fresh.items()}, HOUR)
        outlines |= fresh
    return outlines


def _key(module: ModulePage, revision_id: int | None, since: datetime.datetime | None) -> str:
    # A restored database gives numbers of lost revisions to others, under processes that went on.
    return f"outline:{module.pk}:{revision_id}:{since.timestamp() if since else ''}"


def _published(module: ModulePage) -> Lesson:
    points = tuple(point.text for point in module.key_points.all())
    # The course is told on slides only: an outline has no word of it.
    return Lesson(
        module.title, "", module.objective, points, module.body, module.language, module.words_per_minute
    )


def _earlier(revision: Revision) -> Lesson:
    said = revision.content
    points = sorted(said["key_points"], key=lambda point: point["sort_order"] or 0)
    body = ModulePage.body.field.to_python(said["body"])
    return Lesson(
        title=said["title"],
        course="",
        objective=said["objective"],
        key_points=tuple(one["text"] for one in points),
        body=body,
        locale=said.get("language", HOME),
        words_per_minute=said.get("words_per_minute"),
    )
