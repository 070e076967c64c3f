"""What the author of a readiness check writes: the manual tasks of a department."""

from __future__ import annotations

from wagtail import blocks


class WorkBlock(blocks.StructBlock):
    name = blocks.CharBlock(
        max_length=80, help_text="A task that people do by hand, such as “Tagging dailies”."
    )
    about = blocks.CharBlock(
        required=False,
        max_length=240,
        help_text="What makes it easier or harder to hand over, if that helps.",
    )
    personal = blocks.BooleanBlock(
        required=False,
        label="Somebody's likeness, voice, private data or uncleared material is part of it",
        help_text="Then its risk is high, whatever a learner says. Cloning a voice is such a task.",
    )

    class Meta:
        icon = "tasks"
        label = "Task"


class Task(blocks.StructBlock):
    situation = blocks.TextBlock(
        rows=4,
        max_length=1500,
        help_text="The department, its people, the problem that it wants to be rid of.",
    )
    work = blocks.ListBlock(WorkBlock(), min_num=3, max_num=12, label="Tasks done by hand")
    to_pass = blocks.IntegerBlock(
        min_value=50,
        max_value=100,
        default=80,
        label="To pass",
        help_text="Per cent of what a plan must say.",
    )

    class Meta:
        icon = "tasks"
        label = "Readiness check"
        description = "For leads: weigh tasks, choose a pilot, print a roadmap"
