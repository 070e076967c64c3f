"""What a person may open in the whole studio, and how far they came: asked once for a page that compares."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Left, Length

from accounts.models import User
from courses.addresses import above
from courses.models import Attempt, CoursePage, Enrolment, ModulePage
from courses.queries.access import visible
from courses.queries.changes import with_due


@dataclass(frozen=True)
class Course:
    """What pages say of the course of a module, which is known without asking for courses."""

    pk: int
    title: str
    path: str
    url_path: str


@dataclass(frozen=True)
class Bearings:
    """modules: by id, in the order of the catalogue; each has its `course`. courses: those with a module.

    enrolments: by module id, with `due_since` (`with_due`) and `running`: the latest attempt is not finished.
    """

    user: User
    modules: dict[int, ModulePage]
    courses: dict[int, Course]
    enrolments: dict[int, Enrolment]

    @cached_property
    def modules_of(self) -> dict[int, tuple[int, ...]]:
        """Page id of a course or module -> the modules in it, in their order."""
        found: dict[int, tuple[int, ...]] = dict.fromkeys(self.courses, ())
        for module in self.modules.values():
            found[module.course.pk] += (module.pk,)
            found[module.pk] = (module.pk,)
        return found

    @cached_property
    def finished(self) -> frozenset[int]:
        """Modules that were finished once, also where they are due again or under way again."""
        return frozenset(pk for pk, one in self.enrolments.items() if one.completed_at)

    @cached_property
    def running(self) -> list[int]:
        """Modules that are under way, last active first."""
        begun = [one for one in self.enrolments.values() if one.running and one.module_id in self.modules]
        begun.sort(key=lambda one: one.last_active_at, reverse=True)
        return [one.module_id for one in begun]

    @cached_property
    def due(self) -> list[int]:
        """Modules that are due again and not under way, the longest first."""
        owed = [one for one in self.enrolments.values() if one.due_since and not one.running]
        owed.sort(key=lambda one: one.due_since)
        return [one.module_id for one in owed if one.module_id in self.modules]

    @cached_property
    def stands(self) -> list[int]:
        """Modules that are finished and neither due nor under way, the last finished first."""
        done = [
            one
            for one in self.enrolments.values()
            if one.completed_at and not one.running and not one.due_since and one.module_id in self.modules
        ]
        return [one.module_id for one in sorted(done, key=lambda one: one.completed_at, reverse=True)]

    @cached_property
    def fresh(self) -> list[int]:
        """Modules that were never begun, in the order of the catalogue."""
        return [pk for pk in self.modules if pk not in self.enrolments]

    def title(self, page: int) -> str:
        found = self.modules.get(page) or self.courses.get(page)
        return found.title if found else ""


def bearings(user: User) -> Bearings:
    """Two queries, whatever the size of the studio. Bodies stay where they are."""
    parent = Left(OuterRef("path"), Length(OuterRef("path")) - ModulePage.steplen)
    course = CoursePage.objects.filter(path=parent)
    rows = visible(ModulePage.objects.defer_streamfields(), user).annotate(
        course_pk=Subquery(course.values("pk")), course_title=Subquery(course.values("title"))
    )
    modules, courses = {}, {}
    for module in rows.filter(course_pk__isnull=False).order_by("path"):
        here = Course(
            pk=module.course_pk,
            title=module.course_title,
            path=module.path[: -ModulePage.steplen],
            url_path=above(module.url_path),
        )
        module.course = courses.setdefault(here.pk, here)
        modules[module.pk] = module
    # One that nothing could complete any more was left for another.
    later = Attempt.objects.filter(enrolment=OuterRef("enrolment"), number__gt=OuterRef("number"))
    running = Attempt.objects.filter(enrolment=OuterRef("pk"), completed_at=None).exclude(Exists(later))
    begun = with_due(Enrolment.objects.filter(user=user)).annotate(running=Exists(running))
    return Bearings(user, modules, courses, {one.module_id: one for one in begun})
