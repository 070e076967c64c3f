"""A prompt before and after, and why."""

from wagtail import blocks

from courses.blocks.contract import LessonBlock, Line, Passage
from courses.blocks.plain import spoken_end
from courses.blocks.text import purpose_choice


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
        return " ".join(value[name] or "" for name in ("title", "before", "after", "why"))

    def thinking_seconds(self, value):
        return 4.0

    def passages(self, value):
        slide = {
            "kind": "prompt",
            **{name: value[name] or "" for name in ("title", "before", "after", "why")},
        }
        texts = [
            value["title"],
            f"Before: {value['before']}",
            f"After: {value['after']}",
            f"Why: {value['why']}",
        ]
        return [Passage(tuple(Line(spoken_end(text)) for text in texts if text), slide, pause=0.8)]
