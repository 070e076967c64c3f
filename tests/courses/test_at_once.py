"""Two presses, two tabs, a resend that overtakes its first: what is done at the same instant is done once."""

import uuid
from threading import Barrier, Thread

import pytest
from django.db import connection

from courses.models import Attempt, Enrolment, Evidence
from courses.services import answer, begin
from tests import lesson

pytestmark = pytest.mark.django_db(transaction=True)
HANDS = 4


def at_once(work) -> list:
    """What each of HANDS threads brought back, having begun together. What one raises, the caller meets."""
    start, brought = Barrier(HANDS), []

    def hand() -> None:
        try:
            start.wait()
            brought.append(work())
        except Exception as error:
            brought.append(error)
        finally:
            connection.close()

    hands = [Thread(target=hand) for _ in range(HANDS)]
    for one in hands:
        one.start()
    for one in hands:
        one.join()
    failed = [one for one in brought if isinstance(one, Exception)]
    assert failed == []
    return brought


def test_the_same_answer_at_the_same_instant_is_kept_once(learner, module):
    attempt, key = begin(user=learner, module=module), uuid.uuid4()
    response = {"options": [lesson.SINGLE_WRONG]}

    states = at_once(
        lambda: answer(
            attempt=attempt, module=module, block_id=lesson.SINGLE, response=response, client_key=key
        )
    )
    assert [state.tries for state in states] == [1] * HANDS
    assert Evidence.objects.count() == 1


def test_different_answers_at_the_same_instant_are_numbered_tries_until_the_key_is_shown(learner, module):
    attempt = begin(user=learner, module=module)
    response = {"options": [lesson.SINGLE_WRONG]}

    at_once(
        lambda: answer(
            attempt=attempt, module=module, block_id=lesson.SINGLE, response=response, client_key=uuid.uuid4()
        )
    )
    assert list(Evidence.objects.values_list("try_number", "weight")) == [(1, 1.0), (2, 0.5)]


def test_beginning_in_two_tabs_is_one_attempt(learner, module):
    attempts = at_once(lambda: begin(user=learner, module=module))
    assert len({attempt.pk for attempt in attempts}) == 1
    assert (Enrolment.objects.count(), Attempt.objects.count()) == (1, 1)
