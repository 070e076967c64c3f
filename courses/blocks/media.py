"""Blocks that show something: image."""

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from courses.blocks.contract import LessonBlock, Line, Passage
from courses.blocks.plain import spoken_end
from courses.blocks.text import purpose_choice


class ImageBlock(LessonBlock, blocks.StructBlock):
    image = ImageChooserBlock()
    alt_text = blocks.CharBlock(
        max_length=300,
        label="Alternative text",
        help_text="What someone who cannot see it needs to know. It is spoken too.",
    )
    caption = blocks.CharBlock(max_length=200, required=False)
    purpose = purpose_choice()

    class Meta:
        icon = "image"
        label = "Image"
        template = "blocks/image_block.html"
        description = "A picture with its alternative text"

    def text_to_read(self, value):
        return value["caption"] or ""

    def thinking_seconds(self, value):
        return 6.0

    def passages(self, value):
        texts = [text for text in (value["caption"], value["alt_text"]) if text]
        slide = {
            "kind": "image",
            "title": value["caption"] or "",
            "alt": value["alt_text"],
            "image_id": value["image"].pk if value["image"] else None,
        }
        return [Passage(tuple(Line(spoken_end(text)) for text in texts), slide, pause=1.0)]
