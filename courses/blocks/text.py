"""Blocks that say something: rich text, heading, list, table, callout."""

from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock as WagtailTableBlock

from courses.blocks.contract import LessonBlock, Line, Passage, Purpose
from courses.blocks.plain import paragraphs, plain, sentences, spoken_end

INLINE = ["bold", "italic", "code", "link"]
PASSAGE_WORDS = 60
"""About 25 s of speech: longer paragraphs go over more than one slide."""


def purpose_choice() -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(
        choices=Purpose.choices, default=Purpose.TEACH, help_text="Counts in the 80/20 ledger."
    )


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
    text = blocks.RichTextBlock(features=[*INLINE, "hr"])
    purpose = purpose_choice()

    class Meta:
        icon = "pilcrow"
        label = "Text"
        template = "blocks/text_block.html"
        description = "Paragraphs to read"
        preview_value = {"text": "<p>A good brief names what must be in the frame, and what must not.</p>"}

    def text_to_read(self, value):
        return plain(value["text"])

    def passages(self, value):
        parts = [part for text in paragraphs(value["text"].source) for part in in_breaths(text)]
        return [Passage((Line(part),), {"kind": "statement", "text": sentences(part)[0]}) for part in parts]


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
        return value["text"]

    def passages(self, value):
        return [
            Passage(
                (Line(spoken_end(value["text"])),), {"kind": "heading", "title": value["text"]}, pause=0.6
            )
        ]


class ListBlock(LessonBlock, blocks.StructBlock):
    items = blocks.ListBlock(blocks.RichTextBlock(features=INLINE), min_num=1)
    ordered = blocks.BooleanBlock(required=False, help_text="Numbered, when the order matters.")
    purpose = purpose_choice()

    class Meta:
        icon = "list-ul"
        label = "List"
        template = "blocks/list_block.html"
        description = "Bulleted or numbered points"
        preview_value = {"items": ["<p>Subject</p>", "<p>Mood</p>", "<p>Style</p>"], "ordered": False}

    def text_to_read(self, value):
        return " ".join(plain(item) for item in value["items"])

    def passages(self, value):
        items = [plain(item) for item in value["items"]]
        numbered = value.get("ordered")
        spoken = [f"{number}: {item}" if numbered else item for number, item in enumerate(items, 1)]
        slide = {"kind": "list", "items": items, "ordered": bool(numbered)}
        return [Passage(tuple(Line(spoken_end(item)) for item in spoken), slide)]


class TableBlock(LessonBlock, blocks.StructBlock):
    caption = blocks.CharBlock(max_length=200, help_text="What the table shows.")
    table = WagtailTableBlock()
    purpose = purpose_choice()

    class Meta:
        icon = "table"
        label = "Table"
        template = "blocks/table_block.html"
        description = "Rows and columns for comparing"
        preview_value = {
            "caption": "Vague and checkable",
            "table": {
                "data": [["Vague", "Checkable"], ["Moody", "One lamp, frame left"]],
                "first_row_is_table_header": True,
            },
        }

    def text_to_read(self, value):
        header, rows = self.cells(value)
        return " ".join([value["caption"], *header, *(cell for row in rows for cell in row)])

    @staticmethod
    def cells(value) -> tuple[list[str], list[list[str]]]:
        """(header cells, rows of cells) as plain text; the header is empty where the table has none."""
        rows = [[plain(cell or "") for cell in row] for row in (value.get("table") or {}).get("data") or []]
        headed = bool(rows) and (
            value["table"].get("first_row_is_table_header")
            or value["table"].get("table_header_choice") == "row"
        )
        return (rows[0], rows[1:]) if headed else ([], rows)

    def passages(self, value):
        header, rows = self.cells(value)
        spoken = [spoken_end(value["caption"])]
        for row in rows:
            named = (
                [f"{name}: {cell}" if name else cell for name, cell in zip(header, row, strict=False)]
                if header
                else row
            )
            spoken.append(spoken_end("; ".join(cell for cell in named if cell)))
        slide = {"kind": "table", "title": value["caption"], "header": header, "rows": rows}
        return [Passage(tuple(Line(text) for text in spoken if text), slide)]


class CalloutBlock(LessonBlock, blocks.StructBlock):
    tone = blocks.ChoiceBlock(
        choices=[("note", "Note"), ("tip", "Tip"), ("warning", "Warning")], default="note"
    )
    title = blocks.CharBlock(max_length=120, required=False)
    text = blocks.RichTextBlock(features=INLINE)
    purpose = purpose_choice()

    class Meta:
        icon = "info-circle"
        label = "Callout"
        template = "blocks/callout_block.html"
        description = "A note, a tip or a warning set apart"
        preview_value = {
            "tone": "tip",
            "title": "Ask the gaffer",
            "text": "<p>If nobody can check it, it is a wish.</p>",
        }

    def text_to_read(self, value):
        return f"{value['title']} {plain(value['text'])}".strip()

    def passages(self, value):
        slide = {
            "kind": "callout",
            "tone": value["tone"],
            "title": value["title"] or "",
            "text": plain(value["text"]),
        }
        texts = [spoken_end(value["title"] or ""), *paragraphs(value["text"].source)]
        return [Passage(tuple(Line(text) for text in texts if text), slide)]
