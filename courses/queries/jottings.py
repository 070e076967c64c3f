"""What a learner keeps for themself. Nothing here can be asked about somebody else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from courses.models import Attempt, Jotting


@dataclass(frozen=True)
class Note:
    """A learner's own note at a block, as its template shows it. problem: with what they sent."""

    block_id: str
    shown: Mapping[str, Any]
    problem: str = ""


def notes_at(attempt: Attempt, blocks: Iterable[Any]) -> dict[str, Note]:
    """Block id -> the note of whoever's attempt it is, for blocks that keep one. One query, or none."""
    keeping = {str(child.id): child for child in blocks if child.block.keeps_note}
    if not keeping:
        return {}
    mine = Jotting.objects.filter(user=attempt.enrolment.user_id, module=attempt.enrolment.module_id)
    kept = dict(mine.filter(block_id__in=keeping).values_list("block_id", "value"))
    return {
        one: Note(one, child.block.noted(child.value, kept.get(one, {}))) for one, child in keeping.items()
    }
