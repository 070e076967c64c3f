"""Finish every published module of a course."""

from __future__ import annotations

from wagtail import blocks

from gamification.criteria import facts as happened
from gamification.criteria.contract import Asked, Facts, Kind, Met, Names


class CourseBlock(blocks.StructBlock):
    course = blocks.PageChooserBlock(
        page_type="courses.CoursePage",
        help_text="Every module of it that is published on the day counts.",
    )

    class Meta:
        icon = "folder-open-inverse"
        label = "A course"


class CourseKind(Kind):
    name = "course"
    block = CourseBlock

    def triggers(self, asked: Asked, names: Names) -> list[str]:
        return [happened.finished_in(asked["course"])]

    def words(self, asked: Asked, names: Names) -> str:
        return f"Finish every module of “{names.page(asked['course'])}”."

    def met(self, asked: Asked, facts: Facts, module: int | None) -> Met | None:
        modules = facts.modules_of(asked["course"])
        finished = facts.finished(modules)
        if not modules or len(finished) < len(modules):
            return None
        all_of_them = "the only module" if len(modules) == 1 else f"all {len(modules)} modules"
        title = facts.names.page(asked["course"])
        return Met(f"Finished {all_of_them} of “{title}”.", attempts=tuple(sorted(finished.values())))
