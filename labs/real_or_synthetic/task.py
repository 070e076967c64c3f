"""What the author of a real-or-synthetic lab writes: items as they circulate, and what lies off the page."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.forms.utils import ErrorList
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock


class Credential(models.TextChoices):
    """What a content credential can tell of a file."""

    INTACT = "intact", "Signed by whom it names, and not changed since"
    ALTERED = "altered", "Changed since it was signed, or its seal is damaged"
    NONE = "none", "No credential: that alone says nothing"


class FindingBlock(blocks.StructBlock):
    step = blocks.CharBlock(max_length=80, help_text="What one does, like “Look for the first to post it”.")
    found = blocks.TextBlock(rows=2, max_length=400, help_text="What one finds there.")

    class Meta:
        icon = "search"
        label = "Step off the page"


class ItemBlock(blocks.StructBlock):
    post = blocks.TextBlock(
        rows=3, max_length=600, help_text="As it meets one: who shows or says what. Describe, never imitate."
    )
    picture = ImageChooserBlock(required=False)
    picture_text = blocks.CharBlock(
        required=False, max_length=240, label="The picture in words", help_text="For whoever cannot see it."
    )
    genuine = blocks.BooleanBlock(required=False, help_text="What it shows or says is so.")
    findings = blocks.ListBlock(FindingBlock(), min_num=1, max_num=4, label="Off the page")
    why = blocks.TextBlock(rows=2, max_length=600, help_text="Shown at the end. Name the source of a fact.")

    class Meta:
        icon = "image"
        label = "Item"

    def clean(self, value):
        cleaned = super().clean(value)
        if not self.is_deferred_validation and cleaned["picture"] and not cleaned["picture_text"].strip():
            told = ValidationError("Say in words what the picture shows.")
            raise StructBlockValidationError(block_errors={"picture_text": told})
        return cleaned


class ExhibitBlock(blocks.StructBlock):
    file = blocks.CharBlock(max_length=120, help_text="What it is, like “The poster, as it came by mail”.")
    report = blocks.TextBlock(rows=3, max_length=600, help_text="What a program that reads them says.")
    tells = blocks.ChoiceBlock(choices=Credential.choices, label="What that tells")
    why = blocks.TextBlock(rows=2, max_length=400)

    class Meta:
        icon = "key"
        label = "Content credential"


class Items(blocks.ListBlock):
    def clean(self, value):
        cleaned = super().clean(value)
        genuine = sum(bool(item["genuine"]) for item in cleaned)
        if not self.is_deferred_validation and 2 * genuine != len(cleaned):
            # Whoever meets more of one kind learns to expect it, and calls everything so.
            told = f"Half of the items must be true: {genuine} of {len(cleaned)} are."
            raise ListBlockValidationError(non_block_errors=ErrorList([ValidationError(told)]))
        return cleaned


class Task(blocks.StructBlock):
    items = Items(ItemBlock(), min_num=6, max_num=20)
    exhibits = blocks.ListBlock(ExhibitBlock(), min_num=0, max_num=6, label="Content credentials")
    to_pass = blocks.IntegerBlock(
        min_value=55,
        max_value=100,
        default=70,
        label="To pass",
        help_text="Per cent right, credentials included.",
    )

    class Meta:
        icon = "image"
        label = "Real or synthetic"
        description = "As many true items as false: judge them, leave the page, judge them again"
