"""Scenes with people in them."""

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from courses.blocks.contract import LessonBlock, Line, Passage, Purpose, spoken
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
        preview_value = {
            "setting": "Stage 4, 6.40 in the morning",
            "lines": [{"text": "Forty pictures of a ferry glow on the wall. None of them is the film."}],
        }

    def called(self, value):
        return value["setting"] or ""

    def text_to_read(self, value):
        return f"{value['setting'] or ''} {words_of(value['lines'])}".strip()

    def passages(self, value):
        return [*scene_set(value["setting"] or ""), *told(value["setting"] or "", value["lines"])]


def words_of(lines) -> str:
    """What stands on the page of some lines, names included."""
    words = [f"{line['character'].name if line['character'] else ''} {line['text'] or ''}" for line in lines]
    return " ".join(" ".join(words).split())


def scene_set(setting: str) -> list[Passage]:
    return spoken([setting], {"kind": "story", "setting": setting, "speaker": "", "text": ""}, pause=0.6)


def told(setting: str, lines) -> list[Passage]:
    """Lines as they are spoken, each in its own voice over a slide of its own."""
    return [_line(setting, line) for line in lines if (line["text"] or "").strip()]


def _line(setting: str, line) -> Passage:
    who = line["character"]
    said = spoken_end(line["text"])
    slide = {"kind": "story", "setting": setting, "speaker": who.name if who else "", "text": line["text"]}
    return Passage((Line(said, who.voice, who.name) if who else Line(said),), slide, pause=0.5)
