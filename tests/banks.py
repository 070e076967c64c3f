"""Question banks for tests."""

import uuid

from courses import services
from courses.models import Attempt, ModulePage
from courses.paper import asked
from tests.factories import module
from tests.lesson import block, option

MARK = "Of the bank, number"
"""How each question of a bank begins, and nothing else."""


def question(number: int, *, name: str = "bank", right: str = "Right") -> dict:
    """Its options' ids end in -right, -wrong and -other."""
    one = f"{name}-{number}"
    choices = [
        option(f"{one}-wrong", "Wrong"),
        option(f"{one}-right", right, correct=True),
        option(f"{one}-other", "Wrong too"),
    ]
    value = {"question": f"{MARK} {number}?", "choices": choices}
    return block("single_choice", value, one) | {"id": one}


def bank(number: int = 4, draw: int = 2, *, name: str = "bank") -> dict:
    questions = [question(index, name=name) for index in range(1, number + 1)]
    return block("question_bank", {"title": "Light", "draw": draw, "questions": questions}, name)


def lesson(*blocks: dict, **fields) -> ModulePage:
    """A paragraph, and these blocks."""
    return module(body=[block("rich_text", {"text": "<p>Read.</p>"}), *blocks], **fields)


def paper(attempt: Attempt, page: ModulePage) -> list[str]:
    """The ids of what an attempt is asked."""
    return [str(one.id) for one in asked(page.body, attempt.pk)]


def give(attempt: Attempt, page: ModulePage, question_id: str, end: str = "right", at=None):
    """Answer a question of a bank by the end of its option's id."""
    response = {"options": [f"{question_id}-{end}"]}
    return services.answer(
        attempt=attempt,
        module=page,
        block_id=question_id,
        response=response,
        client_key=uuid.uuid4(),
        at=at,
    )
