"""Modules as cards: their reel, and how far someone came. As many queries for one module as for fifty."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from courses.models import Attempt, CoursePage, ModulePage, StepSeen
from courses.queries.access import visible
from courses.queries.changes import due_since, with_news
from courses.queries.outlines import outline_now, outlines
from courses.reel import Reel, draw
from courses.steps import Outline, step_at


@dataclass(frozen=True)
class Card:
    """A module on the shelf. number: the step to go on with. completed_at: the first time, if ever.

    due_since: when it fell due again. attempt: the latest.
    """

    module: ModulePage
    course: CoursePage
    outline: Outline
    reel: Reel
    number: int = 1
    started: bool = False
    finished: bool = False
    completed_at: datetime | None = None
    due_since: datetime | None = None
    attempt: Attempt | None = None


@dataclass(frozen=True)
class Shelf:
    course: CoursePage
    cards: tuple[Card, ...]


def shelves(user, courses: Iterable[CoursePage]) -> list[Shelf]:
    """Courses with the modules a person may open, in the order of the page tree."""
    courses = list(courses)
    found = cards(user, visible(ModulePage.objects.all(), user).order_by("path"), courses)
    return [Shelf(course, tuple(card for card in found if card.course.pk == course.pk)) for course in courses]


def cards(
    user,
    modules: Iterable[ModulePage],
    courses: Sequence[CoursePage] | None = None,
    *,
    preview: bool = False,
) -> list[Card]:
    """Cards of modules, in their order. Modules of other courses are left out where courses are named.

    preview: they may differ from what is published, so nothing is kept of them.
    """
    modules = list(modules)
    if courses is None:
        courses = CoursePage.objects.filter(path__in={_parent_path(module) for module in modules})
    by_path = {course.path: course for course in courses}
    modules = [module for module in modules if _parent_path(module) in by_path]
    for module in modules:
        module.course = by_path[_parent_path(module)]
    drawn = {one.pk: outline_now(one) for one in modules} if preview else outlines(modules)
    attempts = _latest_attempts(user, modules)
    seen = _seen(attempts.values())
    return [_with_seen(module, drawn[module.pk], attempts.get(module.pk), seen) for module in modules]


def _parent_path(module: ModulePage) -> str:
    return module.path[: -ModulePage.steplen]


def _latest_attempts(user, modules: Sequence[ModulePage]) -> dict[int, Attempt]:
    found = Attempt.objects.filter(
        enrolment__user=user, enrolment__module__in=[module.pk for module in modules]
    )
    told = with_news(found.annotate(due_since=due_since("enrolment__")))
    return {one.enrolment.module_id: one for one in told.select_related("enrolment").order_by("number")}


def _seen(attempts: Iterable[Attempt]) -> dict[int, set[str]]:
    seen: dict[int, set[str]] = {attempt.pk: set() for attempt in attempts}
    if not seen:
        return seen
    for attempt_id, key in StepSeen.objects.filter(attempt__in=seen).values_list("attempt_id", "step_key"):
        seen[attempt_id].add(key)
    return seen


def _with_seen(
    module: ModulePage, outline: Outline, attempt: Attempt | None, seen: dict[int, set[str]]
) -> Card:
    return card_of(module, outline, attempt, seen[attempt.pk] if attempt else ())


def card_of(module: ModulePage, outline: Outline, attempt: Attempt | None, seen: Collection[str]) -> Card:
    """attempt: the latest, with `due_since`. seen: keys of its steps."""
    if attempt is None:
        return Card(module, module.course, outline, draw(outline.steps))
    standing = step_at(outline.steps, attempt.block_id)
    return Card(
        module=module,
        course=module.course,
        outline=outline,
        reel=draw(outline.steps, seen=seen),
        number=standing.number if standing else 1,
        started=True,
        finished=attempt.completed_at is not None,
        completed_at=attempt.enrolment.completed_at,
        due_since=attempt.due_since,
        attempt=attempt,
    )


def next_module(user, module: ModulePage) -> ModulePage | None:
    """The module after this one in its course."""
    later = ModulePage.objects.sibling_of(module, inclusive=False).filter(path__gt=module.path)
    return visible(later, user).order_by("path").first()
