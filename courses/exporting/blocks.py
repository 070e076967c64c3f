"""Every kind of block in Markdown. What is written is read back at once: it is the same, or it is stored."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from courses.blocks import LessonBody
from courses.exporting import activity_kinds as activities
from courses.exporting import boxed_kinds as boxed
from courses.exporting import plain_kinds as plain
from courses.exporting import question_kinds as asking
from courses.exporting.bank_kind import question_bank
from courses.exporting.equality import canonical
from courses.exporting.names import Names
from courses.exporting.stored import stored
from courses.exporting.unsaid import Unsaid
from courses.importing.complete import completed
from courses.importing.draft import Draft
from courses.importing.markdown import Reader
from courses.importing.pictures import with_numbers
from courses.importing.refusal import ImportRefused
from courses.importing.source import Source

Raw = dict[str, Any]
Writer = Callable[[Raw, Names], list[str]]
"""(raw block, names) -> lines. Raises Unsaid where the value has no such form; it need not see every case."""

WRITERS: Mapping[str, Sequence[Writer]] = {
    "heading": [plain.heading],
    "rich_text": [plain.rich_text, plain.rich_text_in_tags],
    "list": [plain.listing, plain.listing_in_tags],
    "table": [plain.table],
    "image": [plain.image],
    "audio": [boxed.clip],
    "video": [boxed.clip],
    "callout": [boxed.callout, boxed.callout_in_tags],
    "prompt_example": [boxed.prompt_example],
    "story_scene": [boxed.story_scene],
    **{kind: [form] for kind, form in asking.FORMS.items()},
    "question_bank": [question_bank],
    "checklist": [activities.checklist],
    "term": [activities.term],
    "reflection": [activities.reflection],
    "scenario": [activities.scenario],
    "lab": [activities.lab],
}
"""Kind -> its forms, the best first. A kind that is not here is stored."""


def written(raw: Raw, names: Names) -> list[str]:
    """A block of a body in the first form that reads as the same block. Raises Unsaid where none does."""
    raw = {**raw, "value": completed(LessonBody().child_blocks[raw["type"]], raw["value"])}
    for form in (*WRITERS.get(raw["type"], ()), stored):
        try:
            lines = form(raw, names)
        except Unsaid:
            continue
        if not any(re.search(r"[\n\r\0]", line) for line in lines) and _reads_as(raw, lines, names):
            return lines
    raise Unsaid(f"the block {raw['id']} ({raw['type']})")


def read_back(source: Source, names: Names) -> list[Draft]:
    """What an import on this studio would make of a file's lines. Raises ImportRefused."""

    def number(src: str) -> int | None:
        return names.read_file(src)

    drafts = Reader(source, names.read_cast(), names.read_pages()).read()
    return [with_numbers(draft, lambda picture: number(picture.src)) for draft in drafts]


def alike(raw: Raw, draft: Draft, names: Names) -> bool:
    """Whether what was read is the block."""
    block = LessonBody().child_blocks[raw["type"]]
    return (
        draft.kind == raw["type"]
        and draft.id == (raw.get("id") or "")
        and canonical(block, draft.value, names) == canonical(block, raw["value"], names)
    )


def _reads_as(raw: Raw, lines: list[str], names: Names) -> bool:
    try:
        drafts = read_back(Source(Path("block.md"), {}, lines, 0), names)
    except ImportRefused:
        return False
    return len(drafts) == 1 and alike(raw, drafts[0], names)
