"""Where a learner stands with a question of a daily review."""

from __future__ import annotations

from typing import Any

from courses.models import Evidence
from courses.queries.questions import QuestionState


def refreshed_state(child: Any, row: Evidence | None) -> QuestionState:
    """One answer closes it. child: the bound question as it is published now. row: the answer, if any."""
    if row is None:
        return QuestionState()
    block, value = child.block, child.value
    chosen = block.standing(value, row.response) if row.response else []
    return QuestionState(
        tries=1 if row.response else 0,
        correct=row.correct,
        shown=not row.correct,
        chosen=tuple(chosen),
        feedback=block.feedback(value, chosen, closed=True),
        key=tuple(block.key(value)),
        confidence=row.response.get("confidence", ""),
        score=row.score,
    )
