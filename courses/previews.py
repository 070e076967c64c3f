"""A draft walked as a learner would, by somebody who may edit it. Nothing of it is written down."""

from __future__ import annotations

from dataclasses import replace

from courses.blocks.asking import Posted
from courses.models import Attempt, Evidence, EvidenceKind, ModulePage
from courses.queries import QuestionState, Sitting, question_state
from courses.queries.lessons import Text
from courses.queries.outlines import outline_now
from courses.steps import Step, filled

PAPER = 0
"""Whose questions are drawn of a bank: nobody's attempt has this number."""
WRONG_BEFORE = 1
"""The second wrong try shows the key, so no more than one can have come before a try."""


def sitting_of(draft: ModulePage, states: dict[str, QuestionState] | None = None) -> Sitting:
    """A sitting without an attempt: nothing seen, nothing answered but what `states` says, by question."""
    outline = outline_now(draft)
    outline = replace(outline, steps=filled(outline.steps, PAPER))
    asked = {step.asks: QuestionState() for step in outline.steps if step.asks}
    return Sitting(
        module=draft,
        course=draft.course.title,
        lesson=Text(draft.title, draft.body, draft.requirements),
        outline=outline,
        attempt=Attempt(pk=PAPER),
        seen=frozenset(),
        questions=asked | (states or {}),
    )


def tried(sitting: Sitting, here: Step, posted: Posted) -> Sitting:
    """The sitting after an answer was tried at a step, graded by the block itself.

    posted: as to a lesson, and ``tries``: how many came before. Raises InvalidResponse.
    """
    (child,) = [block for block in sitting.blocks_of(here) if block.block.asks]
    before = posted.get("tries", "")
    count = min(int(before), WRONG_BEFORE) if before.isdecimal() and len(before) == 1 else 0
    rows = [_row(number, EvidenceKind.QUESTION) for number in range(1, count + 1)]
    if "show" in posted:
        rows.append(_row(count + 1, EvidenceKind.SHOWN))
    else:
        response = child.block.response(posted)
        grade = child.block.grade(child.value, response)
        row = _row(count + 1, EvidenceKind.QUESTION)
        row.response, row.score, row.correct = dict(response), grade.score, grade.correct
        rows.append(row)
    return replace(sitting, questions=sitting.questions | {here.asks: question_state(child, rows)})


def _row(number: int, kind: EvidenceKind) -> Evidence:
    """As a learner's answer would be kept, and is not."""
    return Evidence(try_number=number, kind=kind, response={}, score=0.0, correct=False)
