"""Scenes with people in them."""

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from courses.blocks.contract import LessonBlock, Line, Passage, Purpose
from courses.blocks.plain import spoken_end


class StoryLineBlock(blocks.StructBlock):
    character = SnippetChooserBlock(
        "courses.Character",
        required=False,
        help_text="Who speaks. Empty for what happens, told by the narrator.",
    )
    text = blocks.TextBlock(rows=2)

    class Meta:
        icon = "user"
        label = "Line"


class StorySceneBlock(LessonBlock, blocks.StructBlock):
    purpose = Purpose.STORY
    own_step = True

    setting = blocks.CharBlock(max_length=160, help_text="Where and when: Stage 4, 6.40 in the morning")
    lines = blocks.ListBlock(StoryLineBlock(), min_num=1)

    class Meta:
        icon = "group"
        label = "Story scene"
        template = "blocks/story_scene_block.html"
        description = "Dialogue by the serial's characters"

    def text_to_read(self, value):
        spoken = (
            f"{line['character'].name if line['character'] else ''} {line['text']}" for line in value["lines"]
        )
        return " ".join([value["setting"], *spoken])

    def passages(self, value):
        setting = value["setting"]
        first = Passage(
            (Line(spoken_end(setting)),),
            {"kind": "story", "setting": setting, "speaker": "", "text": ""},
            pause=0.6,
        )
        return [first, *(self._line(setting, line) for line in value["lines"])]

    @staticmethod
    def _line(setting, line) -> Passage:
        who = line["character"]
        spoken = (
            Line(spoken_end(line["text"]), who.voice, who.name) if who else Line(spoken_end(line["text"]))
        )
        slide = {
            "kind": "story",
            "setting": setting,
            "speaker": who.name if who else "",
            "text": line["text"],
        }
        return Passage((spoken,), slide, pause=0.5)
