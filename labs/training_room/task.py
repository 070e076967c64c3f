"""What the author of a training room writes: a guideline, two classes, and lines in bundles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

FEWEST_LINES = 12
"""That a model is trained on: with fewer there are no ten and something left."""
MOST_IN_ALL = 240
LONGEST_LINE = 300
"""Characters."""
FEWEST_HELD_OUT = 3
"""Of each label in each group: under that a rate is no rate."""


class Use(models.TextChoices):
    POOL = "pool", "To choose from, from the start"
    LATER = "later", "To choose from, from round two"
    HELD_OUT = "held_out", "Held out, for the test"
    CASE = "case", "For the refusal set"


class Label(models.TextChoices):
    FLAG = "flag", "The class to be flagged"
    LET_PASS = "let_pass", "The class to be let pass"


class BundleBlock(blocks.StructBlock):
    use = blocks.ChoiceBlock(choices=Use.choices, label="What for")
    group = blocks.CharBlock(
        max_length=40,
        help_text="Whose lines they are: a character, a dialect, a series. Rates are compared by it.",
    )
    label = blocks.ChoiceBlock(choices=Label.choices, label="The key")
    lines = blocks.TextBlock(rows=8, help_text="One line of dialogue a line. Never write a slur out.")

    class Meta:
        icon = "list-ul"
        label = "Bundle of lines"


class Task(blocks.StructBlock):
    guideline = blocks.TextBlock(rows=4, max_length=1500, help_text="By what the lines are labelled.")
    flag = blocks.CharBlock(
        max_length=40, label="Name of the class to be flagged", help_text="Like “Threat”."
    )
    let_pass = blocks.CharBlock(
        max_length=40, label="Name of the class to be let pass", help_text="Like “No threat”."
    )
    bundles = blocks.ListBlock(
        BundleBlock(),
        min_num=6,
        max_num=40,
        help_text="Lines of one use, one group and one label each. Their order is mixed for learners.",
    )
    most_lines = blocks.IntegerBlock(
        min_value=FEWEST_LINES, max_value=60, default=40, label="Lines to train on, at most"
    )
    rounds = blocks.IntegerBlock(min_value=1, max_value=5, default=3, help_text="How often one may train.")
    least_accuracy = blocks.IntegerBlock(
        min_value=50, max_value=100, default=75, help_text="Per cent of the held-out lines, to pass."
    )
    least_cases = blocks.IntegerBlock(
        min_value=3,
        max_value=20,
        default=6,
        help_text="Of the refusal set: to be caught, and to be let pass.",
    )
    least_precision = blocks.IntegerBlock(
        min_value=0, max_value=100, default=70, help_text="Per cent, on the refusal set, to pass."
    )
    least_recall = blocks.IntegerBlock(
        min_value=0, max_value=100, default=70, help_text="Per cent, on the refusal set, to pass."
    )

    class Meta:
        icon = "cogs"
        label = "Training room"
        description = "Lines are chosen and labelled; a small model learns from them and is put to the test"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            if told := list(_faults(cleaned["bundles"])):
                raise StructBlockValidationError(block_errors={"bundles": ValidationError(told)})
            if told := list(_too_few_cases(cleaned)):
                raise StructBlockValidationError(block_errors={"least_cases": ValidationError(told)})
        return cleaned


def lines_in(bundle: Mapping[str, Any]) -> list[str]:
    """Without empty ones and blanks that nobody sees."""
    return [" ".join(line.split()) for line in (bundle["lines"] or "").splitlines() if line.strip()]


def _faults(bundles: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    lines = [line for bundle in bundles for line in lines_in(bundle)]
    yield from (f"“{line}” stands there twice." for line, number in Counter(lines).items() if number > 1)
    yield from (
        f"“{line[:60]}…” is too long: a line has at most {LONGEST_LINE} characters."
        for line in lines
        if len(line) > LONGEST_LINE
    )
    if len(lines) > MOST_IN_ALL:
        yield f"That is {len(lines)} lines. {MOST_IN_ALL} is the most that a page can show."
    there: Counter[tuple[str, str, str]] = Counter()
    for bundle in bundles:
        there[bundle["use"], bundle["group"], bundle["label"]] += len(lines_in(bundle))
    yield from _thin(there)


def _thin(there: Counter[tuple[str, str, str]]) -> Iterator[str]:
    """there: lines of each use, group and label."""
    pool = {
        label: sum(n for (use, _, of), n in there.items() if (use, of) == ("pool", label)) for label in Label
    }
    if sum(pool.values()) < FEWEST_LINES or not all(pool.values()):
        yield f"To choose from, {FEWEST_LINES} lines at least must be there from the start, of both classes."
    groups = {group for use, group, _ in there if use == Use.HELD_OUT}
    if len(groups) < 2:
        yield "The held-out lines need two groups at least: rates are compared by group."
    for group in sorted(groups):
        if min(there[Use.HELD_OUT, group, label] for label in Label) < FEWEST_HELD_OUT:
            yield f"Of {group}, hold out {FEWEST_HELD_OUT} lines of each class at least."


def _too_few_cases(task: Mapping[str, Any]) -> Iterator[str]:
    for label in Label:
        mine = [one for one in task["bundles"] if one["use"] == Use.CASE and one["label"] == label]
        if (number := sum(len(lines_in(one)) for one in mine)) < task["least_cases"]:
            yield f"For the refusal set there are {number} of “{task[label]}”. Write more, or ask for fewer."
