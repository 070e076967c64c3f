"""Ordering: what comes first, and what follows?"""

from itertools import pairwise

from wagtail import blocks

from courses.blocks.asking import SPOKEN, WHOLE, Asking, shuffled
from courses.blocks.contract import InvalidResponse
from courses.blocks.question import OptionsBlock

FEWEST = 3
"""Steps. Of two there is one order beside the right one, and to show that is to show the key."""


class StepBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=200)
    feedback = blocks.TextBlock(
        rows=2, label="Why it stands here", help_text="Told once the order is right, or shown."
    )

    class Meta:
        icon = "list-ol"
        label = "Step"


class OrderingBlock(Asking):
    """The author's order is the key, so nothing but an answer that has earned it may hold that order."""

    rule = "ordering/1"
    form = "ordering"
    invitation = "Put them in order: give each one its place."
    spoken_invitation = "In which order would you put them?"
    unanswered = "Give each one a place first."
    missing = "Something stands elsewhere."
    beside = Asking.beside | {"hint"}

    steps = OptionsBlock(StepBlock(), min_num=FEWEST, max_num=8, help_text="In the right order.")
    hint = blocks.TextBlock(
        rows=2,
        label="Feedback for another order",
        help_text="What helps without giving the order away.",
    )

    class Meta:
        icon = "list-ol"
        label = "Ordering"
        template = "blocks/ordering_block.html"
        description = "Three to eight steps to put in order, with the reason for each place"
        form_layout = blocks.BlockGroup(
            children=["question", "steps", "hint"], settings=["ask_confidence", "feeds"]
        )
        preview_value = {
            "question": "What comes first on the floor?",
            "steps": [{"text": "Block the scene"}, {"text": "Light it"}, {"text": "Rehearse with camera"}],
        }

    def get_context(self, value, parent_context=None):
        return super().get_context(value, parent_context) | {"shown": self.arranged(value, SPOKEN)}

    def thinking_seconds(self, value):
        return 8.0 + 4.0 * len(value["steps"])

    def options(self, value):
        return [(item.id, item.value["text"]) for item in value["steps"].bound_blocks]

    def arranged(self, value, seed):
        texts = dict(self.options(value))
        order = shuffled(texts, seed)
        if order == list(texts):
            order = [*order[1:], *order[:1]]
        return [(one, texts[one]) for one in order]

    def key(self, value):
        return [one for one, _ in self.options(value)]

    def taken(self, posted):
        """Each field says which step and its place: ``<id>=3``."""
        places: dict[int, str] = {}
        for one in posted.getlist(self.field):
            step, _, place = one.rpartition("=")
            if not step or not place.isdecimal() or len(place) > 2:
                raise InvalidResponse(self.unanswered)
            if int(place) in places:
                raise InvalidResponse(f"Two stand at place {int(place)}. Give each one a place of its own.")
            places[int(place)] = step
        return {"options": [places[place] for place in sorted(places)]}

    def held(self, given):
        return [f"{step}={place}" for place, step in enumerate(given, 1)]

    def given(self, value, response):
        given = self.known(value, response)
        if len(given) != len(set(given)) or len(given) < len(value["steps"]):
            raise InvalidResponse(self.unanswered)
        return given

    def score(self, value, given):
        """The share of neighbours in the key that are neighbours in the answer."""
        key = list(pairwise(self.key(value)))
        return len(set(key) & set(pairwise(given))) / len(key) if key else 0.0

    def feedback(self, value, given, *, closed):
        if closed:
            return {item.id: item.value["feedback"] for item in value["steps"].bound_blocks}
        return {WHOLE: value["hint"]} if given else {}

    def passages(self, value):
        options = [text for _, text in self.arranged(value, SPOKEN) if text]
        return self.read_out(value, options)

    def faults(self, value):
        texts = [step["text"].casefold() for step in value["steps"]]
        twice = len(texts) != len(set(texts))
        return {"steps": "Two of them say the same: nobody could tell which comes first." if twice else ""}
