"""Where a learner stands with a question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from courses.models import Evidence, EvidenceKind
from courses.steps import blocks_at

TRIES_BEFORE_KEY = 2


@dataclass(frozen=True)
class QuestionState:
    """Where a learner stands with a question. key and feedback: only what stored answers have earned.

    chosen: what the last answer says, as its block's `given`; with its
    confidence and score. feedback: option id -> what the author says to it.
    """

    tries: int = 0
    correct: bool = False
    shown: bool = False
    chosen: tuple[str, ...] = ()
    feedback: dict[str, str] | None = None
    key: tuple[str, ...] = ()
    confidence: str = ""
    score: float = 0.0

    @property
    def answered(self) -> bool:
        return self.tries > 0 or self.shown

    @property
    def closed(self) -> bool:
        return self.correct or self.shown

    @property
    def right_now(self) -> bool:
        return self.score == 1.0


def question_state(child, rows: Iterable[Evidence]) -> QuestionState:
    """The state of one question of a body from the evidence of one attempt, in order of tries."""
    rows = sorted(rows, key=lambda row: row.try_number)
    if not rows:
        return QuestionState()
    answers = [row for row in rows if row.kind == EvidenceKind.QUESTION]
    correct = any(row.correct for row in answers)
    shown = any(row.kind == EvidenceKind.SHOWN for row in rows) or (
        not correct and len(answers) >= TRIES_BEFORE_KEY
    )
    closed = correct or shown
    block, value = child.block, child.value
    chosen = block.standing(value, answers[-1].response) if answers else []
    return QuestionState(
        tries=len(answers),
        correct=correct,
        shown=shown,
        chosen=tuple(chosen),
        feedback=block.feedback(value, chosen, closed=closed),
        key=tuple(block.key(value)) if closed else (),
        confidence=answers[-1].response.get("confidence", "") if answers else "",
        score=answers[-1].score if answers else 0.0,
    )


def question_states(
    evidence: Iterable[Evidence], body: Any, asked: Iterable[str]
) -> dict[str, QuestionState]:
    """Block id -> state, for those questions of a body. evidence: of one attempt."""
    asked = list(asked)
    rows: dict[str, list[Evidence]] = {}
    for row in evidence:
        if row.block_id in asked:
            rows.setdefault(row.block_id, []).append(row)
    answered = {str(child.id): question_state(child, rows[str(child.id)]) for child in blocks_at(body, rows)}
    return {one: answered.get(one, QuestionState()) for one in asked}
