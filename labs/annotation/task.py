"""What the author of an annotation lab writes: a guideline, questions, lines or clips, and their key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtailmedia.blocks import AudioChooserBlock, VideoChooserBlock

from courses.blocks.clip import AudioBlock, VideoBlock

IN_FIRST = 8
LONGEST_RULE = 500
"""Characters, of an author's rule and of a learner's."""


class RuleBlock(blocks.StructBlock):
    text = blocks.TextBlock(rows=2, max_length=LONGEST_RULE, label="As it stands at first")
    repaired = blocks.TextBlock(
        rows=2,
        max_length=LONGEST_RULE,
        required=False,
        label="As you mended it",
        help_text="Shown once learners have mended it themselves, and used in round two. Empty: it stays.",
    )

    class Meta:
        icon = "list-ol"
        label = "Rule"


class QuestionBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=40, help_text="What is labelled, like “Sarcasm” or “Tension”.")
    scale = blocks.BooleanBlock(
        required=False,
        label="The options are steps of a scale",
        help_text="In their order. One step away then counts half, and alpha knows that 4 is near 5.",
    )
    options = blocks.ListBlock(blocks.CharBlock(max_length=40), min_num=2, max_num=7)

    class Meta:
        icon = "tag"
        label = "Question"


class ItemBlock(blocks.StructBlock):
    context = blocks.TextBlock(
        rows=2, max_length=400, required=False, help_text="What one has to know: where, after what."
    )
    speaker = blocks.CharBlock(max_length=60, required=False)
    line = blocks.TextBlock(rows=2, max_length=400, required=False, help_text="Empty where a clip says it.")
    film = VideoChooserBlock(required=False)
    recording = AudioChooserBlock(required=False)
    key = blocks.ListBlock(
        blocks.CharBlock(max_length=40),
        min_num=1,
        help_text="An option for each question, in the order of the questions.",
    )
    why = blocks.TextBlock(rows=2, max_length=600, help_text="Shown once the learner's own labels are kept.")

    class Meta:
        icon = "openquote"
        label = "Line or clip"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and (fault := _fault_of_material(cleaned)):
            raise StructBlockValidationError(block_errors={fault[0]: ValidationError(fault[1])})
        return cleaned


class Task(blocks.StructBlock):
    guideline = blocks.TextBlock(
        rows=3, max_length=800, help_text="What is labelled, and what for. The rules stand below it."
    )
    rules = blocks.ListBlock(RuleBlock(), min_num=2, max_num=12)
    questions = blocks.ListBlock(QuestionBlock(), min_num=1, max_num=4)
    items = blocks.ListBlock(
        ItemBlock(),
        min_num=4,
        max_num=40,
        label="Lines and clips",
        help_text="Those of round one first, then those of round two.",
    )
    in_first = blocks.IntegerBlock(
        min_value=2,
        max_value=20,
        default=IN_FIRST,
        label="In round one",
        help_text="How many of them. The rest is for round two; where none is left, round two has the same "
        "in another order, and counts half, because their key was shown.",
    )
    least_people = blocks.IntegerBlock(
        min_value=2,
        max_value=20,
        default=2,
        label="People before alpha is shown",
        help_text="The learner counts. What others chose for a line is shown from three on, never whose.",
    )
    to_pass = blocks.IntegerBlock(
        min_value=40,
        max_value=100,
        default=70,
        label="To pass",
        help_text="Per cent of agreement with the key in round two.",
    )

    class Meta:
        icon = "tag"
        label = "Annotation"
        description = "Label lines or clips by a guideline, compare, mend the guideline, label again"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            for field, faults in (("questions", _unclear(cleaned)), ("items", _unkeyed(cleaned))):
                if told := list(faults):
                    raise StructBlockValidationError(block_errors={field: ValidationError(told)})
        return cleaned


def _fault_of_material(item: Mapping[str, Any]) -> tuple[str, str] | None:
    """The field and what it lacks."""
    if not (item["line"] or item["film"] or item["recording"]):
        return "line", "Write a line, or choose a film or a recording."
    for field, block in (("film", VideoBlock()), ("recording", AudioBlock())):
        if item[field] and (fault := block.fault(item[field])):
            return field, fault
    return None


def _unclear(task: Mapping[str, Any]) -> Iterator[str]:
    """Questions whose names, or options that nobody can tell apart."""
    yield from (f"“{name}” is asked twice." for name in _twice(one["name"] for one in task["questions"]))
    for question in task["questions"]:
        for option in _twice(question["options"]):
            yield f"{question['name']} has the option “{option}” twice."


def _twice(names: Any) -> list[str]:
    return [name for name, number in Counter(names).items() if number > 1]


def _unkeyed(task: Mapping[str, Any]) -> Iterator[str]:
    """Keys that are no options of the questions."""
    for number, item in enumerate(task["items"], 1):
        if len(item["key"]) != len(task["questions"]):
            yield f"Number {number}: its key needs one option for each question."
            continue
        for chosen, question in zip(item["key"], task["questions"], strict=True):
            if chosen not in question["options"]:
                there = ", ".join(question["options"])
                yield f"Number {number}: “{chosen}” is no option of {question['name']}. There are: {there}."
