"""What the author of a reference set lab writes: what the set is for, and pictures to begin with."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from labs.reference_set.words import EARNED, Angle, Check, Rights

ALLOWED = [(one.value, one.label) for one in EARNED]


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock()
    in_set = blocks.BooleanBlock(
        required=False, default=True, label="In the set", help_text="Else it is a spare one to put in."
    )
    name = blocks.CharBlock(max_length=80, help_text="As the learner finds it; a flaw may be here.")
    description = blocks.CharBlock(max_length=400, required=False)
    angle = blocks.ChoiceBlock(choices=Angle.choices, required=False)
    rights = blocks.ChoiceBlock(choices=Rights.choices, required=False, help_text="As the set states it.")
    source = blocks.CharBlock(max_length=200, required=False, help_text="Whose, and by which paper.")
    record = blocks.CharBlock(
        max_length=300,
        help_text="What the shoot's record says of it. Learners read it: this is how they know.",
    )
    true_rights = blocks.ChoiceBlock(choices=Rights.choices, help_text="What follows from the record.")
    belongs = blocks.BooleanBlock(required=False, default=True, label="Belongs to the subject")
    why = blocks.CharBlock(
        max_length=300, required=False, help_text="Why it belongs or not. Shown once the set is handed in."
    )

    class Meta:
        icon = "image"
        label = "Picture"


class Task(blocks.StructBlock):
    purpose = blocks.TextBlock(
        rows=3, max_length=900, label="What the set is for", help_text="It stays in sight during the lab."
    )
    keyword = blocks.CharBlock(
        max_length=40, help_text="The word that recalls the set: every description has to hold it."
    )
    fewest = blocks.IntegerBlock(min_value=5, max_value=50, default=8)
    most = blocks.IntegerBlock(min_value=5, max_value=50, default=20)
    rights = blocks.MultipleChoiceBlock(
        choices=ALLOWED, default=[value for value, _ in ALLOWED], label="Rights that will do"
    )
    must = blocks.MultipleChoiceBlock(
        choices=Check.choices,
        default=Check.values,
        label="To pass",
        help_text="What must be in order. The rest is told and does not count.",
    )
    pictures = blocks.ListBlock(
        PictureBlock(),
        min_num=0,
        max_num=60,
        label="Prepared pictures",
        help_text="So that nobody needs pictures of their own. Flaws to find belong in here.",
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and cleaned["fewest"] > cleaned["most"]:
            told = ValidationError("The most is at least as many as the fewest.")
            raise blocks.StructBlockValidationError({"most": told})
        return cleaned

    class Meta:
        icon = "image"
        label = "Reference set"
        description = "Pictures for a custom model: chosen, varied, named, described, with rights"
