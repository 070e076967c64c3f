"""Learners who answer, through the services that the player uses."""

import datetime
import uuid

from courses import services
from courses.models import Attempt, ModulePage
from courses.queries import steps_of
from tests.factories import module
from tests.lesson import SINGLE_RIGHT, SINGLE_WRONG, single

MORNING = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)


def questions(number: int, **fields) -> ModulePage:
    """A published module of that many single choices and nothing else."""
    return module(body=[single(f"question {index}") for index in range(number)], **fields)


def asked(page: ModulePage) -> list[str]:
    return [str(child.id) for child in page.body if child.block.asks]


def answer(attempt: Attempt, page: ModulePage, block_id: str, right: bool, at: datetime.datetime):
    response = {"options": [SINGLE_RIGHT if right else SINGLE_WRONG]}
    return services.answer(
        attempt=attempt, module=page, block_id=block_id, response=response, client_key=uuid.uuid4(), at=at
    )


def play(user, page: ModulePage, *rights: bool, at: datetime.datetime = MORNING) -> Attempt:
    """Begin, or go on in the attempt that is open, and give one first answer a question, a minute apart."""
    attempt = services.begin(user=user, module=page, at=at)
    for minute, (block_id, right) in enumerate(zip(asked(page), rights, strict=False)):
        answer(attempt, page, block_id, right, at + datetime.timedelta(minutes=minute))
    return attempt


def see_all(attempt: Attempt, page: ModulePage, at: datetime.datetime = MORNING) -> None:
    for step in steps_of(page):
        services.see_step(attempt=attempt, module=page, step_key=step.key, at=at)
