"""Something to tick off for oneself."""

from wagtail import blocks

from courses.blocks.contract import InvalidResponse, LessonBlock, Purpose, spoken
from courses.blocks.question import OptionsBlock
from courses.blocks.text import purpose_choice

TICK_SECONDS = 2.0
"""To look at one's own work for one point."""


class ChecklistBlock(LessonBlock, blocks.StructBlock):
    keeps_note = True

    title = blocks.CharBlock(max_length=120, help_text="What is checked: Before you send the brief")
    items = OptionsBlock(blocks.CharBlock(max_length=200, label="Item"), min_num=2, max_num=12)
    purpose = purpose_choice(Purpose.PRACTISE)

    class Meta:
        icon = "tasks"
        label = "Checklist"
        template = "blocks/checklist_block.html"
        description = "Points that a learner ticks for themself"
        preview_value = {
            "title": "Before you send the brief",
            "items": ["The lamp is named", "So is the side it stands on"],
        }

    @staticmethod
    def points(value) -> list[str]:
        return [item for item in value["items"] if (item or "").strip()]

    def text_to_read(self, value):
        return " ".join([value["title"] or "", *self.points(value)])

    def thinking_seconds(self, value):
        return TICK_SECONDS * len(self.points(value))

    def passages(self, value):
        title, points = value["title"] or "", self.points(value)
        return spoken([title, *points], {"kind": "checklist", "title": title, "items": points})

    def note(self, value, fields):
        known = [item.id for item in value["items"].bound_blocks]
        ticked = set(fields.get("items", ()))
        if not ticked <= set(known):
            raise InvalidResponse("That point is not on this list any more. Reload the page and tick again.")
        return {"ticked": [one for one in known if one in ticked]} if ticked else {}
