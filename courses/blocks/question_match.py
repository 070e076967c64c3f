"""Matching: which belongs to which?"""

import hashlib

from wagtail import blocks

from courses.blocks.asking import SPOKEN, WHOLE, Asking, lettered, shuffled
from courses.blocks.contract import QUESTION_PAUSE, InvalidResponse, spoken
from courses.blocks.question import OptionsBlock
from courses.phrasebook import phrase


class PairBlock(blocks.StructBlock):
    left = blocks.CharBlock(max_length=200, label="This")
    right = blocks.CharBlock(max_length=200, label="belongs to this")
    feedback = blocks.TextBlock(
        rows=2, label="Why they belong together", help_text="Told once all is right, or shown."
    )

    class Meta:
        icon = "link"
        label = "Pair"


def _side(text: str) -> str:
    """The id of what stands on the right: made of what everybody sees, so that it states no key."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class MatchingBlock(Asking):
    """An option is a pair, ``<id of the left>=<id of the right>``. Two lefts may belong to the same right."""

    rule = "matching/1"
    form = "matching"
    invitation = "Choose for each one what belongs to it."
    spoken_invitation = "Which belongs to which?"
    unanswered = "Choose something for each one first."
    missing = "At least one belongs elsewhere."
    beside = Asking.beside | {"hint"}

    pairs = OptionsBlock(PairBlock(), min_num=2, max_num=8)
    distractors = blocks.ListBlock(
        blocks.CharBlock(max_length=200),
        required=False,
        max_num=8,
        default=[],
        label="What belongs to nothing",
        help_text="Offered with the others.",
    )
    hint = blocks.TextBlock(
        rows=2,
        label="Feedback for other pairs",
        help_text="What helps without giving the pairs away.",
    )

    class Meta:
        icon = "link"
        label = "Matching"
        template = "blocks/matching_block.html"
        description = "Two to eight pairs to find, with the reason for each"
        form_layout = blocks.BlockGroup(
            children=["question", "pairs", "distractors", "hint"], settings=["ask_confidence", "feeds"]
        )
        preview_value = {
            "question": "Which lamp does what?",
            "pairs": [
                {"left": "Key", "right": "Shapes the face"},
                {"left": "Fill", "right": "Softens the shadows"},
            ],
            "distractors": ["Sets the stop"],
        }

    def get_context(self, value, parent_context=None):
        return super().get_context(value, parent_context) | {"shown": self.arranged(value, SPOKEN)}

    def text_to_read(self, value):
        lefts = (text for _, text in self.lefts(value))
        return " ".join([value["question"] or "", *lefts, *self.rights(value).values()])

    def thinking_seconds(self, value):
        return 8.0 + 4.0 * len(value["pairs"])

    def lefts(self, value) -> list[tuple[str, str]]:
        """(id, text) in the author's order."""
        return [(item.id, item.value["left"]) for item in value["pairs"].bound_blocks]

    def rights(self, value) -> dict[str, str]:
        """id -> text, in the author's order: never shown like that."""
        texts = [*(pair["right"] for pair in value["pairs"]), *value["distractors"]]
        return {_side(text): text for text in texts if text}

    def arranged(self, value, seed):
        """What may be chosen for each, with its id."""
        rights = self.rights(value)
        return [(one, rights[one]) for one in shuffled(rights, seed)]

    def options(self, value):
        return [
            (f"{left}={right}", f"{this}: {that}")
            for left, this in self.lefts(value)
            for right, that in self.rights(value).items()
        ]

    def key(self, value):
        return [f"{item.id}={_side(item.value['right'])}" for item in value["pairs"].bound_blocks]

    def given(self, value, response):
        """One pair for each left, in the author's order."""
        chosen = {one.rpartition("=")[0]: one for one in self.known(value, response)}
        lefts = [left for left, _ in self.lefts(value)]
        if len(response["options"]) != len(lefts) or set(chosen) != set(lefts):
            raise InvalidResponse(self.unanswered)
        return [chosen[left] for left in lefts]

    def score(self, value, given):
        key = self.key(value)
        return len(set(key) & set(given)) / len(key) if key else 0.0

    def feedback(self, value, given, *, closed):
        if closed:
            return {item.id: item.value["feedback"] for item in value["pairs"].bound_blocks}
        return {WHOLE: value["hint"]} if given else {}

    def passages(self, value):
        title = value["question"] or ""
        lefts = [text for _, text in self.lefts(value) if text]
        rights = [text for _, text in self.arranged(value, SPOKEN)]
        asked = {
            "kind": "question",
            "form": "pairs",
            "title": title,
            "hint": phrase(self.invitation),
            "options": lefts,
        }
        offered = asked | {"offered": rights}
        return [
            *spoken([title, *lettered(lefts)], asked, pause=0.8),
            *spoken(
                [phrase("Choose from these:"), *rights, phrase(self.spoken_invitation)],
                offered,
                pause=QUESTION_PAUSE,
            ),
        ]

    def faults(self, value):
        rights = [pair["right"] for pair in value["pairs"]]
        lefts = {pair["left"].casefold() for pair in value["pairs"]}
        alike = {text.casefold() for text in rights}
        also_right = next((text for text in value["distractors"] if text.casefold() in alike), "")
        pairs = distractors = ""
        if len(lefts) < len(rights):
            pairs = "Two of them begin alike: nobody could tell them apart."
        elif len(alike) < len(set(rights)):
            pairs = "Two on the right differ in capitals alone: write them the same."
        elif len({*rights, *value["distractors"]}) < 2:
            pairs = "All belong to the same: there is nothing to choose."
        if also_right:
            distractors = f"“{also_right}” belongs to one of the pairs. Take it out here."
        return {"pairs": pairs, "distractors": distractors}
