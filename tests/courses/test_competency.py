"""Competencies over the years: answers are kept under their slugs, old revisions name ones that are gone."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from courses import services
from courses.models import Competency, Evidence, ModulePage
from tests import factories, lesson


@pytest.fixture
def module(course):
    return factories.module(course, body=[lesson.single()], competencies={"prompt-craft": 1.0, "gone": 0.5})


def test_an_attempt_goes_on_after_a_competency_was_deleted(signed_in, learner, module):
    attempt = services.begin(user=learner, module=module)
    module.competencies = [one for one in module.competencies.all() if one.competency.slug != "gone"]
    module.save_revision().publish()
    Competency.objects.get(slug="gone").delete()
    module = ModulePage.objects.get(pk=module.pk)
    assert signed_in(learner).get(reverse("courses:step", args=[module.slug, 1])).status_code == 200
    services.answer(
        attempt=attempt,
        module=module,
        block_id=lesson.SINGLE,
        response={"options": [lesson.SINGLE_RIGHT]},
        client_key=uuid.uuid4(),
    )
    assert Evidence.objects.get().competencies == {"prompt-craft": 1.0}


def test_a_slug_that_answers_are_kept_under_stays(db):
    kept = factories.competency()
    kept.name = "Prompting"
    kept.full_clean()
    kept.slug = "prompting"
    with pytest.raises(ValidationError, match="Change the name instead"):
        kept.full_clean()
