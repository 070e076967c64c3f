"""A module taken again: what still counts, and what the end screen says of questions left open."""

import datetime
import uuid

import pytest
from django.urls import reverse

from courses import services
from tests.played import MORNING, answer, asked, play, questions, see_all


@pytest.fixture
def one(course):
    return questions(1, parent=course)


@pytest.fixture
def missed(learner, one):
    """A finished attempt whose only question was answered wrong, once."""
    attempt = play(learner, one, False)
    see_all(attempt, one)
    attempt.refresh_from_db()
    return attempt


def weights(attempt) -> list[float]:
    return list(attempt.evidence.order_by("try_number").values_list("weight", flat=True))


def test_taken_again_an_item_counts_once_a_day_however_many_tries(learner, one, missed):
    (question,) = asked(one)
    day = MORNING + datetime.timedelta(days=1)
    again = services.retake(user=learner, module=one, at=day)
    for at in (day, day + datetime.timedelta(minutes=1)):
        answer(again, one, question, False, at)
    assert weights(again) == [0.5, 0.0]


def test_a_key_shown_in_a_retake_makes_no_old_answer_count(learner, one, missed):
    (question,) = asked(one)
    again = services.retake(user=learner, module=one, at=MORNING)
    services.show_key(attempt=again, module=one, block_id=question, client_key=uuid.uuid4(), at=MORNING)
    answer(missed, one, question, True, MORNING + datetime.timedelta(hours=1))
    assert weights(missed) == [1.0, 0.0]


def test_the_end_says_which_question_can_still_be_tried(signed_in, learner, one, missed):
    client, end = signed_in(learner), reverse("courses:end", args=[one.slug])
    page = client.get(end).content.decode()
    assert "You can still try again at step" in page
    assert "now seen answered" not in page
    answer(missed, one, asked(one)[0], True, MORNING)
    assert "The rest you have now seen answered." in client.get(end).content.decode()
