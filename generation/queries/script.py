"""The script of a production beside the lesson it was made from."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import Any

from wagtail.blocks import StreamValue

from courses.blocks.contract import Purpose
from courses.narration import CLOSING, OPENING, narrate
from courses.queries import lesson_at
from generation.digests import own_digest
from generation.models import Artifact, Production
from generation.queries.productions import script_of


@dataclass(frozen=True)
class PassageView:
    """A passage as a reviewer meets it. number: of its slide. starts: second of the programme.

    own: the author's lines, where they differ from what is spoken.
    """

    number: int
    source: str
    starts: float
    lines: tuple[dict[str, Any], ...]
    own: tuple[str, ...] = ()


@dataclass(frozen=True)
class BlockView:
    """A block of the lesson as learners read it, and its passages. html: empty for what frames the body.

    key: of a question, in words; learners are told once they have earned it.
    """

    block_id: str
    label: str
    purpose: str
    html: str
    key: tuple[str, ...]
    passages: tuple[PassageView, ...]


FRAMES = {OPENING: "Opening", CLOSING: "Closing"}


def script_by_block(production: Production) -> list[BlockView]:
    """The script beside its source."""
    lesson = lesson_at(production.revision)
    children = {str(child.id): child for child in lesson.body}
    own = {
        own_digest(passage): tuple(line.text for line in passage.lines)
        for told in narrate(lesson.lesson())
        for passage in told.passages
    }
    script = script_of(production)
    starts = _starts(production, len(script))
    views = []
    numbered = enumerate(zip(script, starts, strict=True))
    for block_id, group in groupby(numbered, key=lambda one: one[1][0]["block_id"]):
        passages = list(group)
        child = children.get(block_id)
        purpose = passages[0][1][0]["purpose"]
        views.append(
            BlockView(
                block_id=block_id,
                label=child.block.label if child else FRAMES.get(block_id, ""),
                purpose=Purpose(purpose).label,
                html=child.render() if child else "",
                key=_key(child) if child else (),
                passages=tuple(
                    PassageView(
                        number=number,
                        source=passage["source"],
                        starts=start,
                        lines=tuple(passage["lines"]),
                        own=own.get(passage["source"], ()) if passage["mended"] else (),
                    )
                    for number, (passage, start) in passages
                ),
            )
        )
    return views


def _key(child: StreamValue.StreamChild) -> tuple[str, ...]:
    """What is right, in words; of a bank, question by question."""
    block, value = child.block, child.value
    if block.draws:
        return tuple(f"{one.value['question']} {', '.join(_key(one))}" for one in block.pool(value))
    return tuple(block.in_words(value, block.key(value))) if block.asks else ()


def _starts(production: Production, count: int) -> list[float]:
    """The second at which each passage begins."""
    manifest = Artifact.objects.filter(pk=production.outputs.get("narration")).first()
    speech = Artifact.objects.in_bulk(manifest.parts) if manifest else {}
    lengths = [speech[part].meta["total"] for part in manifest.parts if part in speech] if manifest else []
    return list(accumulate(lengths, initial=0.0))[:count] if len(lengths) == count else [0.0] * count
