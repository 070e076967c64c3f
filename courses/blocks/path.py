"""The stops of a learning path, as an author puts them in order."""

from __future__ import annotations

from wagtail import blocks

KINDS = ["courses.ModulePage", "courses.CoursePage"]
LONGEST_REASON = 200


class NeedBlock(blocks.StructBlock):
    page = blocks.PageChooserBlock(
        page_type=KINDS,
        label="Stop",
        help_text="A module or course of this path. Where it is one of several, the whole choice is meant.",
    )
    because = blocks.CharBlock(
        max_length=LONGEST_REASON,
        label="Because",
        help_text="For learners: You need restrictions before you can test them.",
    )

    class Meta:
        icon = "arrow-left"
        label = "Needs first"


def _after() -> blocks.ListBlock:
    return blocks.ListBlock(NeedBlock(), default=[], label="Needs first", collapsed=True)


class ModuleStopBlock(blocks.StructBlock):
    page = blocks.PageChooserBlock(page_type="courses.ModulePage", label="Module")
    after = _after()

    class Meta:
        icon = "doc-full"
        label = "Module"


class CourseStopBlock(blocks.StructBlock):
    page = blocks.PageChooserBlock(page_type="courses.CoursePage", label="Course")
    after = _after()

    class Meta:
        icon = "folder-open-inverse"
        label = "Course"


class ChoiceStopBlock(blocks.StructBlock):
    title = blocks.CharBlock(
        max_length=120, help_text="What the choice is about: One way of working with people"
    )
    needed = blocks.IntegerBlock(min_value=1, default=1, label="How many of them")
    pages = blocks.ListBlock(blocks.PageChooserBlock(page_type=KINDS), min_num=2, label="One of these")
    after = _after()

    class Meta:
        icon = "list-ul"
        label = "One of several"


class StopsBlock(blocks.StreamBlock):
    module = ModuleStopBlock()
    course = CourseStopBlock()
    choice = ChoiceStopBlock()
