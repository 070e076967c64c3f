"""A prompt before and after, and why."""

from wagtail import blocks

from courses.blocks.contract import LessonBlock, spoken
from courses.blocks.text import purpose_choice

PARTS = ("title", "before", "after", "why")


class PromptExampleBlock(LessonBlock, blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, required=False)
    before = blocks.TextBlock(rows=2)
    after = blocks.TextBlock(rows=3)
    why = blocks.TextBlock(rows=2)
    purpose = purpose_choice()

    class Meta:
        icon = "openquote"
        label = "Prompt example"
        template = "blocks/prompt_example_block.html"
        description = "A prompt before and after, and why the second is better"
        preview_value = {
            "title": "Lighting",
            "before": "beautiful lighting",
            "after": "one practical lamp, frame left, warm, hard falloff",
            "why": "Source, side, colour, quality: four things to check.",
        }

    def text_to_read(self, value):
        return " ".join(value[name] or "" for name in PARTS)

    def thinking_seconds(self, value):
        return 4.0

    def passages(self, value):
        title, *parts = (value[name] or "" for name in PARTS)
        labels = ("Before", "After", "Why")
        said = [f"{label}: {text}" for label, text in zip(labels, parts, strict=True) if text.strip()]
        return spoken(
            [title, *said], {"kind": "prompt", **{name: value[name] or "" for name in PARTS}}, pause=0.8
        )
