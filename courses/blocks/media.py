"""Blocks that show something: image."""

from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock

from courses.blocks.contract import LessonBlock, spoken
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

    def get_preview_value(self):
        """The newest picture of the library, so that authors see one of their own."""
        newest = get_image_model().objects.order_by("-created_at").first()
        raw = {
            "image": newest.pk if newest else None,
            "alt_text": "",
            "caption": "A caption says what to look at.",
        }
        return self.to_python(raw)

    def text_to_read(self, value):
        return value["caption"] or ""

    def thinking_seconds(self, value):
        return 6.0

    def passages(self, value):
        caption, alt = value["caption"] or "", value["alt_text"] or ""
        shown = value["image"].pk if value["image"] else None
        slide = {"kind": "image", "title": caption, "alt": alt, "image_id": shown}
        return spoken([caption, alt], slide, pause=1.0)
