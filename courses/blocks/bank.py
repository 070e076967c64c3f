"""A bank: questions of which each learner is asked some."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from courses.blocks.contract import LessonBlock, Purpose, signposted
from courses.blocks.question import MultipleChoiceBlock, SingleChoiceBlock
from courses.blocks.question_check import QuickCheckBlock
from courses.blocks.question_match import MatchingBlock
from courses.blocks.question_order import OrderingBlock
from courses.blocks.question_text import ShortAnswerBlock

FEWEST, MOST = 2, 40


class PoolBlock(blocks.StreamBlock):
    """Questions whose ids are the same at every reading, even where a body was stored without any."""

    single_choice = SingleChoiceBlock()
    multiple_choice = MultipleChoiceBlock()
    quick_check = QuickCheckBlock()
    ordering = OrderingBlock()
    matching = MatchingBlock()
    short_answer = ShortAnswerBlock()

    def to_python(self, value):
        return super().to_python(self._named(value) if isinstance(value, list) else value)

    def bulk_to_python(self, values):
        return super().bulk_to_python([self._named(value) for value in values])

    def _named(self, raw: list[Any]) -> list[Any]:
        return [
            {**one, "id": one.get("id") or _id(number, one)} if isinstance(one, dict) else one
            for number, one in enumerate(raw)
        ]


def _id(number: int, raw: dict) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, json.dumps([number, raw], sort_keys=True, default=str)))


def _preview(question: str) -> dict[str, Any]:
    options = ("One warm lamp, frame left", "Beautiful lighting")
    value = {"question": question, "choices": [{"text": text} for text in options]}
    return {"type": "single_choice", "value": value}


class QuestionBankBlock(LessonBlock, blocks.StructBlock):
    """Each question drawn is a screen of its own, and an item of its own: its id is its stream child's."""

    purpose = Purpose.PRACTISE
    own_step = True
    draws = True

    title = blocks.CharBlock(max_length=120, help_text="What the questions are about.")
    draw = blocks.IntegerBlock(
        min_value=1, default=2, help_text="How many of the questions each learner is asked."
    )
    questions = PoolBlock(
        min_num=FEWEST,
        max_num=MOST,
        help_text="More than are asked, so that two learners meet different ones. The video and the audio "
        "speak the first of them.",
    )

    class Meta:
        icon = "list-ul"
        label = "Question bank"
        template = "blocks/question_bank_block.html"
        description = "Asks each learner some of its questions, in an order of their own"
        preview_value = {
            "title": "Light",
            "draw": 1,
            "questions": [_preview("Which line can a gaffer check?")],
        }

    def pool(self, value):
        return value["questions"]

    def number_drawn(self, value):
        """A draft may ask for more than there are, or for none."""
        return min(max(value["draw"] or 1, 1), len(value["questions"]))

    def text_to_read(self, value):
        told = [one.block.text_to_read(one.value) for one in value["questions"]]
        return " ".join([value["title"] or "", *told])

    def read_seconds(self, value, wpm):
        """Whatever someone is asked, it takes no longer."""
        longest = sorted((one.block.read_seconds(one.value, wpm) for one in value["questions"]), reverse=True)
        return sum(longest[: self.number_drawn(value)])

    def passages(self, value):
        """The first in the author's order, as many as are asked: made media are one for everybody."""
        spoken = list(value["questions"])[: self.number_drawn(value)]
        return [passage for one in spoken for passage in signposted(one.block.passages(one.value))]

    def clean(self, value):
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        there = len(cleaned["questions"])
        if cleaned["draw"] > there:
            problem = f"Only {there} questions are in the bank. Ask {there} at most, or write more."
            raise StructBlockValidationError(block_errors={"draw": ValidationError(problem)})
        return cleaned
