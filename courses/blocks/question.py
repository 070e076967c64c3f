"""Blocks that ask: single choice, multiple choice."""

import json
import string
import uuid

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from courses.blocks.contract import QUESTION_PAUSE, Grade, InvalidResponse, LessonBlock, Purpose, spoken


class OptionBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=300)
    correct = blocks.BooleanBlock(required=False)
    feedback = blocks.TextBlock(rows=2, help_text="What someone who chose this should hear.")

    class Meta:
        icon = "radio-empty"
        label = "Option"


class OptionsBlock(blocks.ListBlock):
    """Options whose ids are the same at every reading, even where a body was stored without any."""

    def to_python(self, value):
        return super().to_python(self._named(value))

    def bulk_to_python(self, values):
        return super().bulk_to_python([self._named(value) for value in values])

    def _named(self, raw):
        return [
            item
            if self._item_is_in_block_format(item)
            else {"type": "item", "id": _id(number, item), "value": item}
            for number, item in enumerate(raw)
        ]


def _id(number: int, item) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, json.dumps([number, item], sort_keys=True, default=str)))


class ChoiceQuestion(LessonBlock, blocks.StructBlock):
    """What single and multiple choice share. An option's id is its list item's, kept across revisions."""

    purpose = Purpose.PRACTISE
    own_step = True
    asks = True
    rule = "choice/1"
    invitation = ""

    question = blocks.TextBlock(rows=2)
    choices = OptionsBlock(OptionBlock(), min_num=2, max_num=8)

    def text_to_read(self, value):
        return " ".join([value["question"] or "", *(text for _, text in self.options(value))])

    def thinking_seconds(self, value):
        return 8.0 + 2.0 * len(value["choices"])

    def options(self, value):
        return [(item.id, item.value["text"]) for item in value["choices"].bound_blocks]

    def key(self, value):
        return [item.id for item in value["choices"].bound_blocks if item.value["correct"]]

    def grade(self, value, response):
        chosen = self.chosen(value, response)
        key = set(self.key(value))
        wrong = len(chosen - key)
        score = max(0.0, (len(chosen & key) - wrong) / len(key)) if key else 0.0
        feedback = {
            item.id: item.value["feedback"] for item in value["choices"].bound_blocks if item.id in chosen
        }
        return Grade(score=score, correct=chosen == key, feedback=feedback)

    def chosen(self, value, response) -> set[str]:
        """The option ids of a response ``{"options": [id, …]}``. Raises InvalidResponse."""
        ids = response.get("options") if isinstance(response, dict) else None
        if not isinstance(ids, list) or not ids or not all(isinstance(one, str) for one in ids):
            raise InvalidResponse("Choose an answer first.")
        chosen = set(ids)
        if not chosen <= {one for one, _ in self.options(value)}:
            raise InvalidResponse(
                "That option is not part of this question any more. Reload the page and choose again."
            )
        return chosen

    def passages(self, value):
        options = [text for _, text in self.options(value) if text]
        lettered = [
            f"{letter}: {text}" for letter, text in zip(string.ascii_uppercase, options, strict=False)
        ]
        slide = {"kind": "question", "title": value["question"], "options": options}
        return spoken([value["question"] or "", *lettered, self.invitation], slide, pause=QUESTION_PAUSE)

    def clean(self, value):
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        problem = self.key_problem(
            sum(bool(option["correct"]) for option in cleaned["choices"]), len(cleaned["choices"])
        )
        if problem:
            raise StructBlockValidationError(block_errors={"choices": ValidationError(problem)})
        return cleaned

    def key_problem(self, right: int, options: int) -> str:
        raise NotImplementedError


def _preview(question: str) -> dict:
    options = ("One warm lamp, frame left", "Beautiful lighting", "Its edge falls off fast")
    return {"question": question, "choices": [{"text": text} for text in options]}


class SingleChoiceBlock(ChoiceQuestion):
    invitation = "Which one would you choose?"

    class Meta:
        icon = "radio-full"
        label = "Single choice"
        template = "blocks/single_choice_block.html"
        description = "One right answer, feedback on each option"
        preview_value = _preview("Which line can a gaffer check?")

    def key_problem(self, right, options):
        return "" if right == 1 else f"Mark exactly one option as right; {right} are marked."

    def chosen(self, value, response):
        chosen = super().chosen(value, response)
        if len(chosen) > 1:
            raise InvalidResponse("Choose one answer.")
        return chosen


class MultipleChoiceBlock(ChoiceQuestion):
    invitation = "Choose every one that fits."

    class Meta:
        icon = "tick-inverse"
        label = "Multiple choice"
        template = "blocks/multiple_choice_block.html"
        description = "Several right answers, feedback on each option"
        preview_value = _preview("What belongs in a line about light?")

    def key_problem(self, right, options):
        if right == 0:
            return "Mark at least one option as right."
        return "Leave at least one option wrong, or there is nothing to decide." if right == options else ""
