"""What a person may open in the whole studio, and how far they came: asked once for a page that compares."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef

from accounts.models import User
from courses.models import Attempt, CoursePage, Enrolment, ModulePage
from courses.queries.access import visible
from courses.queries.changes import with_due


@dataclass(frozen=True)
class Bearings:
    """modules, courses: by id, in the order of the catalogue; each module has its `course`.

    enrolments: by module id, with `due_since` (`with_due`) and `running`: an attempt is not finished.
    """

    user: User
    modules: dict[int, ModulePage]
    courses: dict[int, CoursePage]
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
    """Three queries, whatever the size of the studio. Bodies stay where they are."""
    courses = {one.pk: one for one in visible(CoursePage.objects.all(), user).order_by("path")}
    by_path = {course.path: course for course in courses.values()}
    modules = {}
    for module in visible(ModulePage.objects.defer_streamfields(), user).order_by("path"):
        if course := by_path.get(module.path[: -ModulePage.steplen]):
            module.course = course
            modules[module.pk] = module
    running = Attempt.objects.filter(enrolment=OuterRef("pk"), completed_at=None)
    begun = with_due(Enrolment.objects.filter(user=user)).annotate(running=Exists(running))
    return Bearings(user, modules, courses, {one.module_id: one for one in begun})
