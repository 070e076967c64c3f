"""The script of a production beside the lesson it was made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from wagtail.blocks import StreamValue

from courses.blocks.contract import Purpose
from courses.narration import CLOSING, OPENING, narrate
from courses.queries import lesson_at
from generation.digests import own_digest
from generation.models import Production
from generation.queries.passages import Passage, passages_of


@dataclass(frozen=True)
class BlockView:
    """A block of the lesson as learners read it, and its passages. html: empty for what frames the body;
    its headings stand below the label that the page gives the block.

    key: of a question, in words; learners are told once they have earned it.
    """

    block_id: str
    label: str
    purpose: str
    html: str
    key: tuple[str, ...]
    passages: tuple[Passage, ...]


FRAMES = {OPENING: "Opening", CLOSING: "Closing"}


def script_by_block(production: Production) -> list[BlockView]:
    """The script beside its source."""
    children = {str(child.id): child for child in lesson_at(production.revision).body}
    return [
        _view(block_id, children.get(block_id), tuple(group))
        for block_id, group in groupby(passages_of(production), key=lambda one: one.block_id)
    ]


def _view(block_id: str, child: StreamValue.StreamChild | None, passages: tuple[Passage, ...]) -> BlockView:
    return BlockView(
        block_id=block_id,
        label=child.block.label if child else FRAMES.get(block_id, ""),
        purpose=Purpose(passages[0].purpose).label,
        html=child.render({"quoted": True}) if child else "",
        key=_key(child) if child else (),
        passages=passages,
    )


def only(blocks: Sequence[BlockView], digests: frozenset[str]) -> list[BlockView]:
    """The blocks with those of their passages that are wanted; without those that have none."""
    kept = (
        replace(block, passages=tuple(one for one in block.passages if one.digest in digests))
        for block in blocks
    )
    return [block for block in kept if block.passages]


def own_words(production: Production) -> dict[str, tuple[str, ...]]:
    """Source of a passage -> its author's own lines."""
    return {
        own_digest(passage): tuple(line.text for line in passage.lines)
        for told in narrate(lesson_at(production.revision).lesson())
        for passage in told.passages
    }


def _key(child: StreamValue.StreamChild) -> tuple[str, ...]:
    """What is right, in words; of a bank, question by question."""
    block, value = child.block, child.value
    if block.draws:
        return tuple(f"{one.value['question']} {', '.join(_key(one))}" for one in block.pool(value))
    return tuple(block.in_words(value, block.key(value))) if block.asks else ()
