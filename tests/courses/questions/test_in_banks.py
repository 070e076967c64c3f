"""A bank may ask in every way, and its figures tell what was answered."""

import uuid

import pytest
from django.urls import reverse

from courses.models import Evidence
from courses.queries import sitting
from courses.services import begin
from tests import factories
from tests.courses.questions.bodies import ALL, ORDER, STEP, STEPS, WORDS
from tests.lesson import block

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt(course, author, learner):
    bank = {"title": "Light", "draw": 4, "questions": [raw() for raw in ALL.values()]}
    module = factories.module(course, owner=author, slug="banked", body=[block("question_bank", bank)])
    return begin(user=learner, module=module)


def test_what_a_bank_draws_is_asked_in_its_own_form(signed_in, learner, attempt):
    client = signed_in(learner)
    steps = sitting(attempt, attempt.enrolment.module).steps
    page = "".join(
        client.get(reverse("courses:step", args=["banked", one.number])).content.decode() for one in steps
    )
    for told in ("True or false?", "Put them in order", "Choose for each one", "Graded by matching"):
        assert told in page


def test_what_a_bank_asks_is_answered_and_told(signed_in, learner, ld_admin, attempt):
    client = signed_in(learner)
    address = reverse("courses:answer", args=["banked"])
    facts = {"attempt": attempt.pk}
    places = [f"{step}={place}" for place, step in enumerate(STEP, 1)]
    client.post(address, facts | {"block": ORDER, "client_key": uuid.uuid4(), "options": places})
    client.post(address, facts | {"block": WORDS, "client_key": uuid.uuid4(), "text": "falloff"})
    assert [row.correct for row in Evidence.objects.order_by("pk")] == [True, True]
    record = client.get(reverse("reports:record")).content.decode()
    assert "; ".join(STEPS) in record
    assert "You answered: falloff" in record
