"""What all questions share: an order a seed keeps, how sure somebody was, and a form that loses nothing."""

import uuid

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.blocks.asking import shuffled
from courses.models import Attempt, Evidence
from courses.services import Refused, answer, begin, show_key
from tests import factories, lesson


def asking(raw, **fields):
    return {**raw, "value": {**raw["value"], **fields}}


@pytest.fixture
def client(signed_in, learner):
    return signed_in(learner)


@pytest.fixture
def sit(client, course, author, learner):
    """sit(raw question): the learner's attempt at a module that asks it."""

    def seated(raw) -> Attempt:
        module = factories.module(course, owner=author, title="Asked", slug="asked", body=[raw])
        return begin(user=learner, module=module)

    return seated


def take(attempt, block, response):
    return answer(
        attempt=attempt,
        module=attempt.enrolment.module,
        block_id=block,
        response=response,
        client_key=uuid.uuid4(),
    )


def page(client, attempt):
    return client.get(reverse("courses:step", args=[attempt.enrolment.module.slug, 1])).content.decode()


@settings(max_examples=20)
@given(ids=st.lists(st.uuids().map(str), unique=True, max_size=8), seed=st.text(max_size=8))
def test_a_seed_keeps_one_order_whatever_order_it_is_given(ids, seed):
    order = shuffled(ids, seed)
    assert order == shuffled(reversed(ids), seed)
    assert sorted(order) == sorted(ids)


def test_seeds_differ_in_their_order():
    ids = [str(number) for number in range(8)]
    assert len({tuple(shuffled(ids, str(attempt))) for attempt in range(20)}) == 20


def order_of(html):
    ids = (lesson.SINGLE_WRONG, lesson.SINGLE_RIGHT, lesson.SINGLE_OTHER)
    return sorted(ids, key=lambda one: html.index(f'value="{one}"'))


def test_shuffled_options_stand_in_the_order_of_the_attempt_and_stay_there(client, sit):
    attempt = sit(asking(lesson.single(), shuffle=True))
    ids = (lesson.SINGLE_WRONG, lesson.SINGLE_RIGHT, lesson.SINGLE_OTHER)
    assert order_of(page(client, attempt)) == shuffled(ids, str(attempt.pk))
    take(attempt, lesson.SINGLE, {"options": [lesson.SINGLE_WRONG]})
    assert order_of(page(client, attempt)) == shuffled(ids, str(attempt.pk))


def test_options_stand_as_they_were_written_where_nobody_asked_to_shuffle(client, sit):
    attempt = sit(lesson.single())
    ids = [lesson.SINGLE_WRONG, lesson.SINGLE_RIGHT, lesson.SINGLE_OTHER]
    assert order_of(page(client, attempt)) == ids


def test_a_question_asks_how_sure_somebody_is_only_where_its_author_wants_to_know(client, sit):
    assert "How sure are you?" not in page(client, sit(lesson.single()))


@pytest.mark.parametrize(
    ("option", "sure", "sentence"),
    [
        (lesson.SINGLE_RIGHT, "certain", "certain, and rightly so"),
        (lesson.SINGLE_WRONG, "certain", "worth a second look"),
        (lesson.SINGLE_RIGHT, "guessing", "guessing, and it was right"),
    ],
)
def test_one_sentence_tells_how_confidence_and_outcome_fit_together(client, sit, option, sure, sentence):
    attempt = sit(asking(lesson.single(), ask_confidence=True))
    assert "How sure are you?" in page(client, attempt)
    state = take(attempt, lesson.SINGLE, {"options": [option], "confidence": sure})
    html = page(client, attempt)
    assert sentence in html
    assert f'value="{sure}" checked' in html
    row = Evidence.objects.get()
    assert row.response["confidence"] == sure
    assert row.score == float(state.correct)


def test_how_sure_somebody_is_may_be_left_open(client, sit):
    attempt = sit(asking(lesson.single(), ask_confidence=True))
    assert take(attempt, lesson.SINGLE, {"options": [lesson.SINGLE_RIGHT]}).correct
    assert "You were" not in page(client, attempt)


@pytest.mark.parametrize(
    ("asked", "sure"), [(True, "very"), (True, ["certain"]), (True, 3), (False, "certain")]
)
def test_a_confidence_that_is_none_of_the_three_or_was_not_asked_is_refused(sit, asked, sure):
    attempt = sit(asking(lesson.single(), ask_confidence=asked))
    with pytest.raises(Refused, match="how sure you are") as refused:
        take(attempt, lesson.SINGLE, {"options": [lesson.SINGLE_RIGHT], "confidence": sure})
    assert refused.value.code == "invalid_response"
    assert not Evidence.objects.exists()


def test_a_form_that_is_refused_comes_back_as_it_was_filled_in(client, sit):
    attempt = sit(asking(lesson.multiple(), ask_confidence=True))
    fields = {"attempt": attempt.pk, "block": lesson.MULTIPLE, "client_key": uuid.uuid4()}
    picked = {"options": [lesson.MULTIPLE_RIGHT], "confidence": "utterly"}
    response = client.post(reverse("courses:answer", args=["asked"]), fields | picked)
    html = response.content.decode()
    assert response.status_code == 422
    assert "how sure you are" in html
    assert f'value="{lesson.MULTIPLE_RIGHT}" checked' in html
    assert "option-right" not in html


def test_being_shown_the_key_says_nothing_about_how_sure_somebody_was(client, sit):
    attempt = sit(asking(lesson.single(), ask_confidence=True))
    module = attempt.enrolment.module
    show_key(attempt=attempt, module=module, block_id=lesson.SINGLE, client_key=uuid.uuid4())
    assert "You were" not in page(client, attempt)
