"""Blocks that say something: rich text, heading, list, callout."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

from courses.blocks.contract import LessonBlock, Passage, Purpose, spoken
from courses.blocks.frames import code_frames
from courses.blocks.gist import points
from courses.blocks.plain import Piece, held_code, paragraphs, pieces, plain, sentences
from courses.phrasebook import phrase

INLINE = ["bold", "italic", "code", "link"]
PASSAGE_WORDS = 60
"""About 25 s of speech: longer paragraphs go over more than one slide."""
CODE_PAUSE = 4.0
"""Seconds to look at something that is shown as it is written."""


def purpose_choice(default: Purpose = Purpose.TEACH) -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(
        choices=Purpose.choices, default=default, help_text="Counts in the 80/20 ledger."
    )


class WordsBlock(blocks.RichTextBlock):
    """Rich text with at least one word in it: an empty paragraph is markup, and would pass as filled in."""

    def get_prep_value(self, value):
        return held_code(super().get_prep_value(value))

    def clean(self, value):
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not plain(cleaned.source):
            raise ValidationError("Write something here, or take this away.")
        return cleaned


def in_breaths(paragraph: str) -> list[str]:
    """A paragraph cut at sentences into parts of at most PASSAGE_WORDS, where its sentences allow."""
    parts: list[str] = []
    for sentence in sentences(paragraph):
        if parts and len(parts[-1].split()) + len(sentence.split()) <= PASSAGE_WORDS:
            parts[-1] = f"{parts[-1]} {sentence}"
        else:
            parts.append(sentence)
    return parts


class TextBlock(LessonBlock, blocks.StructBlock):
    text = WordsBlock(features=[*INLINE, "code-block", "hr"])
    purpose = purpose_choice()

    class Meta:
        icon = "pilcrow"
        label = "Text"
        template = "blocks/text_block.html"
        description = "Paragraphs to read"
        preview_value = {"text": "<p>A good brief names what must be in the frame, and what must not.</p>"}

    def text_to_read(self, value):
        return plain(value["text"].source)

    def passages(self, value):
        return [passage for piece in pieces(value["text"].source) for passage in _told(piece)]


def _told(piece: Piece) -> list[Passage]:
    if piece.code:
        first, rest = phrase("Here is an example, as it is written."), phrase("The example goes on.")
        return [
            passage
            for number, part in enumerate(code_frames(piece.text))
            for passage in spoken([rest if number else first], {"kind": "code", "text": part}, CODE_PAUSE)
        ]
    return [passage for part in in_breaths(piece.text) for passage in spoken([part], shown(part), prose=True)]


def shown(part: str) -> dict[str, Any]:
    """The slide of a part of a paragraph: as it stands, or what it comes down to."""
    told = points(part)
    return {"kind": "gist", "items": told} if len(told) > 1 else {"kind": "statement", "text": part}


class HeadingBlock(LessonBlock, blocks.StructBlock):
    text = blocks.CharBlock(max_length=160, help_text="Say something; do not label.")
    level = blocks.ChoiceBlock(choices=[("2", "Section"), ("3", "Part of a section")], default="2")

    class Meta:
        icon = "title"
        label = "Heading"
        template = "blocks/heading_block.html"
        description = "Begins a new part; steps are cut here"
        preview_value = {"text": "Say where the light comes from", "level": "2"}

    def text_to_read(self, value):
        return value["text"] or ""

    def passages(self, value):
        return spoken([value["text"] or ""], {"kind": "heading", "title": value["text"]}, pause=0.8)


class ListBlock(LessonBlock, blocks.StructBlock):
    items = blocks.ListBlock(WordsBlock(features=INLINE), min_num=1)
    ordered = blocks.BooleanBlock(required=False, help_text="Numbered, when the order matters.")
    purpose = purpose_choice()

    class Meta:
        icon = "list-ul"
        label = "List"
        template = "blocks/list_block.html"
        description = "Bulleted or numbered points"
        preview_value = {"items": ["<p>Subject</p>", "<p>Mood</p>", "<p>Style</p>"], "ordered": False}

    @staticmethod
    def points(value) -> list[str]:
        return [text for item in value["items"] if (text := plain(item.source))]

    def text_to_read(self, value):
        return " ".join(self.points(value))

    def passages(self, value):
        points = self.points(value)
        said = (
            [f"{number}: {point}" for number, point in enumerate(points, 1)] if value["ordered"] else points
        )
        slide = {"kind": "list", "items": points, "ordered": bool(value["ordered"])}
        return spoken(said, slide, prose=True)


class CalloutValue(blocks.StructValue):
    @property
    def tone_label(self) -> str:
        return CalloutBlock.TONES.get(self["tone"], "Note")


class CalloutBlock(LessonBlock, blocks.StructBlock):
    TONES = {"note": "Note", "tip": "Tip", "warning": "Warning"}

    tone = blocks.ChoiceBlock(choices=list(TONES.items()), default="note")
    title = blocks.CharBlock(max_length=120, required=False)
    text = WordsBlock(features=INLINE)
    purpose = purpose_choice()

    class Meta:
        icon = "info-circle"
        label = "Callout"
        template = "blocks/callout_block.html"
        value_class = CalloutValue
        description = "A note, a tip or a warning set apart"
        preview_value = {
            "tone": "tip",
            "title": "Ask the gaffer",
            "text": "<p>If nobody can check it, it is a wish.</p>",
        }

    def text_to_read(self, value):
        return f"{value['title'] or ''} {plain(value['text'].source)}".strip()

    def passages(self, value):
        title, text = value["title"] or "", value["text"].source
        slide = {"kind": "callout", "tone": value["tone"], "title": title, "text": plain(text)}
        return spoken([title, *paragraphs(text)], slide, prose=True)
