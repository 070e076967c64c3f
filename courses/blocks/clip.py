"""Blocks that play something of the studio's own: audio and video."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtailmedia import get_media_model
from wagtailmedia.blocks import AudioChooserBlock, VideoChooserBlock

from courses.blocks.contract import LessonBlock, Passage, spoken
from courses.blocks.text import purpose_choice
from courses.phrasebook import phrase

IN_EDITIONS = (
    "The narrator says the clip's title and this; then the video and audio editions play it, "
    "from its beginning to its end."
)
NO_TRANSCRIPT = "“{title}” has no transcript. Add one to the clip: people who cannot hear it read it."
NO_CAPTIONS = (
    "“{title}” has no captions. Add them to the clip as WebVTT: people who cannot hear it read them."
)
NO_LENGTH = "Nobody knows how long “{title}” is. Upload its file again."


def what_to_notice() -> blocks.CharBlock:
    return blocks.CharBlock(max_length=300, required=False, label="What to notice", help_text=IN_EDITIONS)


class ClipBlock(LessonBlock, blocks.StructBlock):
    """What both share. Its seconds are the clip's own: whoever reads the lesson stops to play it."""

    media_type = ""
    announced = ""

    def get_preview_value(self):
        """The newest clip of the library, so that authors see one of their own."""
        newest = get_media_model().objects.filter(type=self.media_type).order_by("-created_at").first()
        return self.to_python({"clip": newest.pk if newest else None, "caption": "Say what to notice."})

    def text_to_read(self, value):
        return value["caption"] or ""

    def thinking_seconds(self, value):
        return value["clip"].duration if value["clip"] else 0.0

    def passages(self, value):
        """The narrator announces it; then it plays, in full."""
        clip, caption = value["clip"], value["caption"] or ""
        if clip is None:
            return spoken([caption], {"kind": "statement", "text": caption})
        slide = {"kind": "clip", "medium": self.media_type, "title": clip.title, "text": caption}
        announced = spoken([f"{phrase(self.announced)} {clip.title}", caption], slide, pause=0.6)
        return [*announced, Passage((), slide, pause=clip.duration, clip=self.footage(clip))]

    def footage(self, clip: Any) -> dict[str, Any]:
        """A clip as plain data. file: in the default storage. digest: of its content, or its name there."""
        return {
            "id": clip.pk,
            "medium": self.media_type,
            "title": clip.title,
            "file": clip.file.name,
            "digest": clip.file_hash or clip.file.name,
            "seconds": clip.duration,
            "captions": clip.captions,
            "transcript": clip.transcript,
        }

    def clean(self, value):
        cleaned = super().clean(value)
        if not self.is_deferred_validation and (fault := self.fault(cleaned["clip"])):
            raise StructBlockValidationError(block_errors={"clip": ValidationError(fault)})
        return cleaned

    def fault(self, clip: Any) -> str:
        """What a clip lacks to be published; empty where it lacks nothing."""
        if not clip.transcript.strip():
            return NO_TRANSCRIPT.format(title=clip.title)
        return "" if clip.duration > 0 else NO_LENGTH.format(title=clip.title)


class AudioBlock(ClipBlock):
    media_type = "audio"
    announced = "A recording in this lesson:"

    clip = AudioChooserBlock(label="Recording")
    caption = what_to_notice()
    purpose = purpose_choice()

    class Meta:
        icon = "wagtailmedia-audio"
        label = "Audio"
        template = "blocks/audio_block.html"
        description = "A recording of the studio's own, with its transcript"


class VideoBlock(ClipBlock):
    media_type = "video"
    announced = "A film in this lesson:"

    clip = VideoChooserBlock(label="Film")
    caption = what_to_notice()
    purpose = purpose_choice()

    class Meta:
        icon = "wagtailmedia-video"
        label = "Video"
        template = "blocks/video_block.html"
        description = "A film of the studio's own, with captions and transcript"

    def fault(self, clip):
        if not clip.captions.strip():
            return NO_CAPTIONS.format(title=clip.title)
        return super().fault(clip)
