"""A prompt before and after, and why."""

from wagtail import blocks

from courses.blocks.contract import LessonBlock, Passage, set_apart, spoken
from courses.blocks.frames import prompt_frames, side_by_side
from courses.blocks.text import purpose_choice
from courses.phrasebook import phrase

PARTS = ("title", "before", "after", "why")
LABELS = ("Before", "After", "Why")


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
        if side_by_side(*parts):
            slide = {"kind": "prompt", **{name: value[name] or "" for name in PARTS}}
            said = [
                f"{phrase(label)}: {text}" for label, text in zip(LABELS, parts, strict=True) if text.strip()
            ]
            return set_apart(spoken([title, *said], slide, pause=0.8), 2)
        return [one for number in range(len(parts)) for one in _apart(title, parts, number)]


def _apart(title: str, parts: list[str], number: int) -> list[Passage]:
    """One part of a long example on slides of its own. The first one says what the example is about."""
    name, text = PARTS[1 + number], parts[number]
    passages: list[Passage] = []
    for at, frame in enumerate(prompt_frames(text)):
        lead = [title] if number == 0 and at == 0 else []
        said = frame if at else f"{phrase(LABELS[number])}: {frame}"
        slide = {"kind": "prompt", "title": title, **dict.fromkeys(PARTS[1:], ""), name: frame}
        passages += spoken([*lead, said], slide, pause=0.8)
    return passages
