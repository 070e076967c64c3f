"""A question to oneself. What is written is the learner's alone."""

from wagtail import blocks

from courses.blocks.contract import QUESTION_PAUSE, InvalidResponse, LessonBlock, Purpose, spoken
from courses.blocks.text import purpose_choice
from courses.phrasebook import phrase

WRITING_SECONDS = 60.0
"""To think, and to write two or three sentences."""
LONGEST = 2000
INVITATION = "Pause here and write it down in the lesson. Nobody else reads it."


class ReflectionBlock(LessonBlock, blocks.StructBlock):
    keeps_note = True
    longest = LONGEST

    prompt = blocks.TextBlock(
        rows=2, max_length=300, help_text="Ask for something of the learner's own work."
    )
    guidance = blocks.TextBlock(
        rows=2, max_length=300, required=False, help_text="How much, or where to begin."
    )
    purpose = purpose_choice(Purpose.PRACTISE)

    class Meta:
        icon = "edit"
        label = "Reflection"
        template = "blocks/reflection_block.html"
        description = "A learner writes for themself; nobody else can read it"
        preview_value = {
            "prompt": "What did you last call “beautiful”, and what would you call it now?",
            "guidance": "One sentence is enough.",
        }

    def text_to_read(self, value):
        return f"{value['prompt'] or ''} {value['guidance'] or ''}".strip()

    def thinking_seconds(self, value):
        return WRITING_SECONDS

    def passages(self, value):
        prompt = (value["prompt"] or "").strip()
        if not prompt:
            return []
        guidance = value["guidance"] or ""
        slide = {"kind": "question", "form": "reflect", "title": prompt, "hint": guidance, "options": []}
        texts = [phrase("A moment to reflect"), prompt, guidance, phrase(INVITATION)]
        return spoken(texts, slide, pause=QUESTION_PAUSE)

    def note(self, value, fields):
        text = "".join(fields.get("text", ())[:1]).replace("\r\n", "\n").replace("\x00", "")
        if len(text) > LONGEST:
            raise InvalidResponse(
                f"There is room for {LONGEST:,} characters, and this has {len(text):,}. "
                "Shorten it and keep it again."
            )
        return {"text": text} if text.strip() else {}
