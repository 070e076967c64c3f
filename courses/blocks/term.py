"""A word of the trade, and what it means."""

from wagtail import blocks

from courses.blocks.contract import LessonBlock, set_apart, spoken
from courses.blocks.plain import spoken_end
from courses.blocks.text import purpose_choice
from courses.phrasebook import phrase


class TermValue(blocks.StructValue):
    @property
    def meaning(self) -> str:
        """The definition, and what the term is not, in sentences."""
        other = " ".join((self.get("not_to_be_confused_with") or "").split())
        told = [
            self.get("definition") or "",
            phrase("Not to be confused with {other}", other=other) if other else "",
        ]
        return " ".join(spoken_end(one) for one in told if one.strip())


class TermBlock(LessonBlock, blocks.StructBlock):
    """Its term and definition join the module's own on the quick reference."""

    term = blocks.CharBlock(max_length=80)
    definition = blocks.TextBlock(
        max_length=300, rows=2, help_text="In one or two sentences. It stands on the quick reference too."
    )
    not_to_be_confused_with = blocks.CharBlock(
        max_length=160, required=False, help_text="A near word, and how it differs: depth of field, which …"
    )
    purpose = purpose_choice()

    class Meta:
        icon = "tag"
        label = "Glossary term"
        template = "blocks/term_block.html"
        value_class = TermValue
        description = "A word and its definition, for the lesson and the quick reference"
        preview_value = {
            "term": "Falloff",
            "definition": "How quickly light fades with distance.",
            "not_to_be_confused_with": "softness, which is about the edges of a shadow",
        }

    def text_to_read(self, value):
        return f"{value['term'] or ''} {value.meaning}".strip()

    def passages(self, value):
        term, other = value["term"] or "", value["not_to_be_confused_with"] or ""
        slide = {"kind": "term", "title": term, "text": value["definition"] or "", "other": other}
        return set_apart(spoken([term, value.meaning], slide), 1)
