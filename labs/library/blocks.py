"""A visual language, as authors write it."""

from __future__ import annotations

from wagtail import blocks

from labs.prompt.grading.elements import NINE


class RequiredBlock(blocks.StructBlock):
    element = blocks.ChoiceBlock(choices=[(element.key, element.label) for element in NINE])
    says = blocks.CharBlock(
        max_length=200,
        help_text="As the project says it: “One hard lamp, and half of each face in the dark”.",
    )
    any_of = blocks.TextBlock(
        required=False,
        rows=3,
        max_length=1000,
        label="One of these words",
        help_text="One a line: “deck lamp”, “lantern”. One of them is enough: one entry for each thing. "
        "Empty: any words that state the element will do.",
    )

    class Meta:
        icon = "tick"
        label = "Every prompt states"


class LanguageBlock(blocks.StreamBlock):
    required = RequiredBlock()

    class Meta:
        max_num = 18
