"""The criteria by which an author has work reviewed."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks import StreamBlockValidationError, StreamValue

from labs.peers.rubric import MOST, Criterion, Rubric

FEWEST_CRITERIA, MOST_CRITERIA = 2, 6
MEANINGS = [f"points_{number}" for number in range(MOST + 1)]


class CriterionBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=80, help_text="What is looked at: “Somebody else could light it”.")
    points_0 = blocks.CharBlock(max_length=240, label="0 points")
    points_1 = blocks.CharBlock(max_length=240, label="1 point")
    points_2 = blocks.CharBlock(max_length=240, label="2 points")
    points_3 = blocks.CharBlock(max_length=240, label="3 points")

    class Meta:
        icon = "list-ol"
        label = "Criterion"


class CriteriaBlock(blocks.StreamBlock):
    criterion = CriterionBlock()

    class Meta:
        required = False
        max_num = MOST_CRITERIA

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and 0 < len(cleaned) < FEWEST_CRITERIA:
            told = f"Give {FEWEST_CRITERIA} criteria or more, or none: then nobody reviews this lab's work."
            raise StreamBlockValidationError(non_block_errors=[ValidationError(told)])
        return cleaned


def rubric_of(criteria: StreamValue, to_pass: int) -> Rubric | None:
    """None where there are no criteria: the work of that lab is not reviewed."""
    found = [
        Criterion(one.value["name"], tuple(one.value[name] for name in MEANINGS)) for one in criteria or ()
    ]
    return Rubric(tuple(found), to_pass) if found else None
