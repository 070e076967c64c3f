"""Outputs as an author records them, in the form of a prompt lab's task."""

from __future__ import annotations

from wagtail import blocks

from labs.prompt.grading.elements import NINE


class RecordedBlock(blocks.StructBlock):
    text = blocks.TextBlock(
        rows=4, max_length=2000, help_text="What came out, word for word, or what may come of such a prompt."
    )
    states = blocks.MultipleChoiceBlock(
        required=False,
        choices=[(element.key, element.label) for element in NINE],
        label="For a prompt that states",
        help_text="A learner sees it beside a version that states much the same.",
    )
    made_by = blocks.CharBlock(
        max_length=200,
        label="Made by",
        help_text="What made it, and when: “Model X, 3 May 2026, seed 7”; or “Written by our story team”.",
    )

    class Meta:
        icon = "doc-full"
        label = "Output"
