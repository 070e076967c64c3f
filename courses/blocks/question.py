"""Blocks that ask: single choice, multiple choice."""

import json
import uuid

from wagtail import blocks

from courses.blocks.asking import Asking, shuffled


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


class ChoiceQuestion(Asking):
    """What single and multiple choice share. An option's id is its list item's, kept across revisions."""

    rule = "choice/1"
    beside = Asking.beside | {"shuffle"}

    choices = OptionsBlock(OptionBlock(), min_num=2, max_num=8)
    shuffle = blocks.BooleanBlock(
        required=False,
        default=False,
        label="Shuffle the options",
        help_text="Each attempt shows them in an order of its own.",
    )

    class Meta:
        form_layout = blocks.BlockGroup(
            children=["question", "choices"], settings=["shuffle", "ask_confidence", "feeds"]
        )

    def thinking_seconds(self, value):
        return 8.0 + 2.0 * len(value["choices"])

    def options(self, value):
        return [(item.id, item.value["text"]) for item in value["choices"].bound_blocks]

    def arranged(self, value, seed):
        texts = dict(self.options(value))
        order = shuffled(texts, seed) if value["shuffle"] else texts
        return [(one, texts[one]) for one in order]

    def key(self, value):
        return [item.id for item in value["choices"].bound_blocks if item.value["correct"]]

    def score(self, value, given):
        chosen, key = set(given), set(self.key(value))
        wrong = len(chosen - key)
        return max(0.0, (len(chosen & key) - wrong) / len(key)) if key else 0.0

    def feedback(self, value, given, *, closed):
        spoken_to = {*given, *(self.key(value) if closed else ())}
        return {
            item.id: item.value["feedback"] for item in value["choices"].bound_blocks if item.id in spoken_to
        }

    def passages(self, value):
        options = [text for _, text in self.options(value) if text]
        return self.read_out(value, options)

    def faults(self, value):
        right = sum(bool(option["correct"]) for option in value["choices"])
        return {"choices": self.key_problem(right, len(value["choices"]))}

    def key_problem(self, right: int, options: int) -> str:
        raise NotImplementedError


def _preview(question: str) -> dict:
    options = ("One warm lamp, frame left", "Beautiful lighting", "Its edge falls off fast")
    return {"question": question, "choices": [{"text": text} for text in options]}


class SingleChoiceBlock(ChoiceQuestion):
    invitation = "Choose one."
    spoken_invitation = "Which one would you choose?"

    class Meta:
        icon = "radio-full"
        label = "Single choice"
        template = "blocks/single_choice_block.html"
        description = "One right answer, feedback on each option"
        preview_value = _preview("Which line can a gaffer check?")

    def key_problem(self, right, options):
        return "" if right == 1 else f"Mark exactly one option as right; {right} are marked."


class MultipleChoiceBlock(ChoiceQuestion):
    multiple = True
    missing = "Something is missing, or one too many is chosen."
    invitation = spoken_invitation = "Choose every one that fits."

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
