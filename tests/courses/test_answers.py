"""Answers over HTTP: kept once, graded on the server, the key only after it is earned."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from courses.models import Attempt, Evidence
from tests import factories, lesson

JSON = {"Accept": "application/json"}


@pytest.fixture
def client(signed_in, learner):
    return signed_in(learner)


@pytest.fixture
def attempt(client, module, learner):
    client.post(reverse("courses:start", args=[module.slug]))
    return Attempt.objects.get(enrolment__user=learner)


def send(client, attempt, *options, block=lesson.SINGLE, key=None, json=True, headers=None, **extra):
    slug = attempt.enrolment.module.slug
    fields = {"attempt": attempt.pk, "block": block, "client_key": key or uuid.uuid4(), "options": options}
    return client.post(
        reverse("courses:answer", args=[slug]),
        fields | extra,
        headers=(JSON if json else {}) | (headers or {}),
    )


def test_a_right_answer_comes_back_with_its_feedback_and_the_key(client, attempt):
    told = send(client, attempt, lesson.SINGLE_RIGHT).json()
    assert "Right, at the first try." in told["html"]
    assert "About “One warm lamp, frame left”." in told["html"]


def test_a_wrong_answer_shows_its_own_feedback_and_keeps_the_key(client, attempt):
    html = send(client, attempt, lesson.SINGLE_WRONG).json()["html"]
    assert "About “Moody lighting”." in html
    assert "About “One warm lamp, frame left”." not in html
    assert "option-key" not in html
    assert "Try again" in html


def test_after_two_wrong_tries_the_key_is_shown_with_its_reason(client, attempt):
    send(client, attempt, lesson.SINGLE_WRONG)
    html = send(client, attempt, lesson.SINGLE_OTHER).json()["html"]
    assert "option-key" in html
    assert "About “One warm lamp, frame left”." in html
    assert "data-closed" in html


def test_show_me_shows_the_key(client, attempt):
    html = send(client, attempt, show="1").json()["html"]
    assert "option-key" in html
    assert Evidence.objects.get().hinted


def test_a_half_right_choice_of_several_does_not_say_which_half(client, attempt):
    html = send(client, attempt, lesson.MULTIPLE_RIGHT, lesson.MULTIPLE_WRONG, block=lesson.MULTIPLE).json()[
        "html"
    ]
    assert "option-right" not in html
    assert "option-wrong" not in html
    assert "Something is missing" in html


def test_the_same_answer_twice_counts_once(client, attempt):
    key = uuid.uuid4()
    first = send(client, attempt, lesson.SINGLE_WRONG, key=key)
    again = send(client, attempt, lesson.SINGLE_WRONG, key=key)
    assert first.json()["html"].count("option-wrong") == again.json()["html"].count("option-wrong")
    assert Evidence.objects.count() == 1


def test_a_plain_form_answers_too(client, attempt, module):
    response = send(client, attempt, lesson.SINGLE_RIGHT, json=False)
    assert response.status_code == 302
    assert "Right, at the first try." in client.get(response["Location"]).content.decode()


def test_a_plain_form_without_a_choice_comes_back_with_a_word(client, attempt):
    response = send(client, attempt, json=False)
    assert response.status_code == 422
    assert "Choose an answer first" in response.content.decode()
    assert not Evidence.objects.exists()


def test_an_option_of_nowhere_is_refused(client, attempt):
    response = send(client, attempt, "nonsense")
    assert (response.status_code, response.json()["error"]) == (422, "invalid_response")


def test_an_answer_to_a_question_of_another_module_is_refused(client, attempt, course, author):
    other = lesson.single("another")
    factories.module(course, owner=author, title="Other", slug="other", body=[other])
    response = send(client, attempt, lesson.SINGLE_RIGHT, block=other["id"])
    assert (response.status_code, response.json()["error"]) == (409, "unknown_question")
    assert not Evidence.objects.exists()


def test_a_plain_answer_to_another_modules_question_shows_the_page_with_a_word(client, attempt):
    response = send(client, attempt, lesson.SINGLE_RIGHT, block="nowhere", json=False)
    assert response.status_code == 409


@pytest.mark.parametrize("key", ["no-key", "1"])
def test_an_answer_without_a_key_is_refused(client, attempt, key):
    assert send(client, attempt, lesson.SINGLE_RIGHT, key=key).status_code == 422


def test_somebody_elses_attempt_is_404(signed_in, outsider, attempt):
    assert send(signed_in(outsider), attempt, lesson.SINGLE_RIGHT).status_code == 404
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("given", ["", "x", "99999", "²", "9" * 30, "9" * 5000])
def test_an_attempt_that_is_none_is_404(client, module, given):
    fields = {"attempt": given, "block": lesson.SINGLE, "client_key": uuid.uuid4(), "options": "x"}
    assert client.post(reverse("courses:answer", args=[module.slug]), fields).status_code == 404


def test_an_answer_kept_for_another_person_is_not_taken_as_mine(client, attempt, outsider):
    response = send(client, attempt, lesson.SINGLE_RIGHT, headers={"X-Greenroom-Person": str(outsider.pk)})
    assert (response.status_code, response.json()["error"]) == (409, "other_person")
    assert not Evidence.objects.exists()


def test_an_expired_session_is_told_so_and_takes_nothing(attempt):
    response = send(Client(), attempt, lesson.SINGLE_RIGHT)
    assert (response.status_code, response.json()["error"]) == (401, "signed_out")
    assert not Evidence.objects.exists()


def test_a_form_without_its_token_is_refused(attempt, learner, module):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(learner, backend="django.contrib.auth.backends.ModelBackend")
    assert send(strict, attempt, lesson.SINGLE_RIGHT).status_code == 403
