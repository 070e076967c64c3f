"""What the author of a prompt lab writes: a brief, and what a prompt for it must state."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from labs.prompt.assertions.block import PromptTestsBlock
from labs.prompt.grading.elements import ELEMENTS, NINE
from labs.prompt.outputs.block import RecordedBlock
from labs.prompt.variants.block import KeepBlock, VariantsBlock


class ReferenceBlock(blocks.StructBlock):
    image = ImageChooserBlock()
    alt_text = blocks.CharBlock(
        max_length=300,
        label="Alternative text",
        help_text="What someone who cannot see it needs to know for their prompt.",
    )
    rights = blocks.CharBlock(
        max_length=200, help_text="Whose it is, and what allows its use: “Own still, shot by second unit”."
    )
    cleared = blocks.BooleanBlock(label="The rights are cleared")

    class Meta:
        icon = "image"
        label = "Reference"


class Task(blocks.StructBlock):
    scene = blocks.TextBlock(rows=4, max_length=1500, help_text="What happens, and where the film stands.")
    intent = blocks.TextBlock(rows=2, max_length=600, help_text="What the picture is for.")
    audience = blocks.CharBlock(max_length=300, help_text="Who will look at it.")
    constraints = blocks.TextBlock(
        rows=3, max_length=1000, help_text="What is settled, and what must not appear. One a line."
    )
    references = blocks.ListBlock(ReferenceBlock(), min_num=0, max_num=6, default=[], required=False)
    elements = blocks.MultipleChoiceBlock(
        choices=[(element.key, element.label) for element in NINE],
        default=list(ELEMENTS),
        label="Elements",
        help_text="Those that this brief asks a prompt to state.",
    )
    to_pass = blocks.IntegerBlock(
        min_value=1, max_value=9, default=9, label="To pass", help_text="How many of those must be covered."
    )
    leaks_block = blocks.BooleanBlock(
        required=False, default=True, label="A leak keeps a prompt from passing"
    )
    contradictions_block = blocks.BooleanBlock(
        required=False, default=True, label="A contradiction keeps a prompt from passing"
    )
    tests = PromptTestsBlock(
        required=False,
        help_text="What must hold in every version. Learners see what breaks; passing does not ask for it.",
    )
    outputs = blocks.ListBlock(
        RecordedBlock(),
        min_num=0,
        max_num=60,
        default=[],
        required=False,
        label="Recorded outputs",
        help_text="What came of prompts for this brief, from vague to whole. The lab works without a model.",
    )
    variants = VariantsBlock(required=False)
    keep = KeepBlock()
    model_brief = blocks.TextBlock(
        required=False,
        rows=6,
        max_length=2500,
        help_text="How you would have written it. Shown once a version is handed in.",
    )

    class Meta:
        icon = "edit"
        label = "Prompt"
        description = "A brief: write a prompt for it in versions until it states what it must"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        asked = len(cleaned["elements"])
        if not self.is_deferred_validation and cleaned["to_pass"] > asked:
            told = f"You ask for {asked} of the nine: nobody can cover {cleaned['to_pass']}."
            raise StructBlockValidationError(block_errors={"to_pass": ValidationError(told)})
        return cleaned
