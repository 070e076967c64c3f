"""Tests as an author writes them, in the form of a prompt lab's task."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from labs.contract import Refused
from labs.prompt.assertions.regression import OUTPUT, PROMPT, PromptTest
from labs.prompt.assertions.vocabulary import HEAVIEST, NOT, TYPES, Assertion, read


class AssertionBlock(blocks.StructBlock):
    type = blocks.ChoiceBlock(choices=list(TYPES.items()), default="icontains", label="It")
    opposite = blocks.BooleanBlock(required=False, label="It must not")
    value = blocks.TextBlock(
        required=False,
        rows=2,
        help_text="What to look for; several: one a line. Words and characters: 40, 20-80, 20- or -80.",
    )
    weight = blocks.IntegerBlock(
        min_value=0,
        max_value=HEAVIEST,
        default=1,
        help_text="In the score. One of weight 0 shows and never fails.",
    )

    class Meta:
        icon = "check"
        label = "Assertion"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        try:
            assertion_of(cleaned)
        except Refused as refused:
            field = refused.code if refused.code in self.child_blocks else "value"
            raise StructBlockValidationError(
                block_errors={field: ValidationError(refused.message)}
            ) from refused
        return cleaned


class PromptTestBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=80, help_text="What it makes sure of: “Nobody else is in the room”.")
    on = blocks.ChoiceBlock(
        choices=[(PROMPT, "The prompt"), (OUTPUT, "Each output")], default=PROMPT, label="It looks at"
    )
    assertions = blocks.ListBlock(AssertionBlock(), min_num=1, max_num=10)
    threshold = blocks.IntegerBlock(
        required=False,
        min_value=1,
        max_value=100,
        label="Enough",
        help_text="Per cent of the score that is enough. Empty: every assertion must hold.",
    )

    class Meta:
        icon = "check"
        label = "Test"


class PromptTestsBlock(blocks.ListBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(PromptTestBlock(), **({"min_num": 0, "max_num": 20, "default": []} | kwargs))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        names = [one["name"].strip() for one in cleaned]
        twice = {
            at: ValidationError("Another test has this name. Give each its own.")
            for at, name in enumerate(names)
            if name in names[:at]
        }
        if twice:
            raise ListBlockValidationError(block_errors=twice)
        return cleaned


def assertion_of(said: Mapping[str, Any]) -> Assertion:
    """Of an AssertionBlock. Raises Refused."""
    type = (NOT if said["opposite"] else "") + said["type"]
    return read({"type": type, "value": said["value"] or "", "weight": said["weight"]})


def tests_of(said: Iterable[Mapping[str, Any]]) -> list[PromptTest]:
    """Of a PromptTestsBlock."""
    return [
        PromptTest(
            one["name"].strip(),
            tuple(assertion_of(each) for each in one["assertions"]),
            on=one["on"],
            threshold=one["threshold"] / 100 if one["threshold"] else None,
        )
        for one in said
    ]
