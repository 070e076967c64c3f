"""The variants of a scene that an author recorded."""

from __future__ import annotations

from wagtail import blocks

MOST, LONGEST = 50, 400
"""Variants of a lab; characters of one."""
KEEP = 3


class VariantBlock(blocks.StructBlock):
    text = blocks.TextBlock(rows=2, max_length=LONGEST, help_text="The picture in a sentence or two.")
    made_by = blocks.CharBlock(
        max_length=200,
        label="What made it",
        help_text="“Model X, 3 May 2026, seed 7”, or “Written by our story department”.",
    )

    class Meta:
        icon = "copy"
        label = "Variant"


class VariantsBlock(blocks.ListBlock):
    def __init__(self, **kwargs: object) -> None:
        super().__init__(VariantBlock(), min_num=0, max_num=MOST, default=[], **kwargs)

    class Meta:
        icon = "copy"
        label = "Variants"
        help_text = (
            "Up to fifty pictures of the same scene to choose from, where no language model of the studio’s "
            "writes them. What learners choose is no evidence."
        )


class KeepBlock(blocks.IntegerBlock):
    """How many variants a learner may keep."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(min_value=1, max_value=10, default=KEEP, **kwargs)

    class Meta:
        label = "Variants to keep"
        help_text = "How many of the variants a learner keeps at most."
