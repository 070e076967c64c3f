"""A module as a writer reads it: its sentences, word for word, each with the block it stands in. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from wagtail import blocks

from courses.blocks.contract import Purpose
from courses.blocks.plain import pieces, plain, sentences
from courses.models import ModulePage
from generation.ports import Reading, Sentence

_BOLD = re.compile(r"<(b|strong)\b[^>]*>(.*?)</\1>", re.IGNORECASE | re.DOTALL)
TERM = "term"
"""The kind of block that explains a word. A definition without its word carries no proposal."""
PLAIN_FIELDS = {"prompt_example": ("why",)}
"""Kind of block -> fields without rich text that tell something; examples and labels do not."""


def read_lesson(module: ModulePage) -> Reading:
    """What a version of a module teaches in sentences. Questions, stories and code are left out."""
    return Reading(
        title=module.title,
        objective=module.objective,
        sentences=tuple(one for child in module.body for one in _sentences(child)),
        known=(
            *(term.term for term in module.terms.all()),
            *(child.value["term"] for child in module.body if child.block_type == TERM),
        ),
    )


def _sentences(child: Any) -> Iterator[Sentence]:
    block, value, block_id = child.block, child.value, str(child.id)
    if child.block_type == "heading":
        if text := " ".join((value["text"] or "").split()):
            yield Sentence(block_id, text, heading=True)
        return
    if block.asks or block.purpose_of(value) is Purpose.STORY:
        return
    for text, bold in _paragraphs(block, value, PLAIN_FIELDS.get(child.block_type, ())):
        for sentence in sentences(text):
            yield Sentence(block_id, sentence, marked=tuple(one for one in bold if one in sentence))


def _paragraphs(block: blocks.Block, value: Any, fields: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    """Plain paragraphs of a block's value, each with what is bold in its text."""
    if isinstance(block, blocks.RichTextBlock):
        bold = [plain(found[2]).strip(" .:,;") for found in _BOLD.finditer(value.source)]
        for piece in pieces(value.source):
            if not piece.code:
                yield piece.text, [one for one in bold if one]
    elif isinstance(block, blocks.ListBlock):
        for item in value:
            yield from _paragraphs(block.child_block, item, fields)
    elif isinstance(block, blocks.StructBlock):
        for name, inner in block.child_blocks.items():
            if name in fields:
                yield " ".join((value[name] or "").split()), []
            else:
                yield from _paragraphs(inner, value.get(name), fields)


def as_data(reading: Reading) -> dict[str, Any]:
    """Plain data, to be kept."""
    return asdict(reading)


def from_data(data: Mapping[str, Any]) -> Reading:
    return Reading(
        title=data["title"],
        objective=data["objective"],
        sentences=tuple(Sentence(**{**one, "marked": tuple(one["marked"])}) for one in data["sentences"]),
        known=tuple(data["known"]),
    )
