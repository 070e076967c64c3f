"""A quick check: is a statement true or false?"""

from wagtail import blocks

from courses.blocks.asking import Asking
from courses.blocks.contract import QUESTION_PAUSE, spoken
from courses.phrasebook import phrase

SIDES = [("true", "True"), ("false", "False")]


class QuickCheckBlock(Asking):
    rule = "check/1"
    invitation = "True or false?"
    beside = Asking.beside | {"if_true", "if_false"}

    question = blocks.TextBlock(rows=2, label="Statement")
    right = blocks.ChoiceBlock(choices=SIDES, label="The statement is")
    if_true = blocks.TextBlock(
        rows=2, label="Feedback for “true”", help_text="What someone who said “true” should hear."
    )
    if_false = blocks.TextBlock(
        rows=2, label="Feedback for “false”", help_text="What someone who said “false” should hear."
    )

    class Meta:
        icon = "check"
        label = "Quick check"
        template = "blocks/quick_check_block.html"
        description = "A statement that is true or false, feedback on both"
        form_layout = blocks.BlockGroup(
            children=["question", "right", "if_true", "if_false"], settings=["ask_confidence", "feeds"]
        )
        preview_value = {"question": "“Moody lighting” is something a gaffer can check."}

    def text_to_read(self, value):
        return value["question"] or ""

    def thinking_seconds(self, value):
        return 12.0

    def options(self, value):
        return SIDES

    def key(self, value):
        return [value["right"]] if value["right"] else []

    def score(self, value, given):
        return float(given == self.key(value))

    def feedback(self, value, given, *, closed):
        said = {*given, *(self.key(value) if closed else ())}
        return {side: value[f"if_{side}"] for side, _ in SIDES if side in said}

    def passages(self, value):
        statement = value["question"] or ""
        sides = [phrase(text) for _, text in SIDES]
        slide = {"kind": "question", "form": "sides", "title": statement, "hint": "", "options": sides}
        return spoken(
            [f"{phrase(self.invitation)} {statement}" if statement else ""], slide, pause=QUESTION_PAUSE
        )
