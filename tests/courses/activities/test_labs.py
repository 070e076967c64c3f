"""Labs: other apps register kinds, lessons name one of them."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from courses import labs
from courses.models import Attempt, ModulePage
from courses.publishing import problems
from courses.queries import sitting
from tests import activities, factories, lesson


def url(reference):
    if reference != "lamp":
        raise LookupError("Choose “lamp”.")
    return f"/labs/grading/{reference}/"


@pytest.fixture
def no_labs(monkeypatch):
    monkeypatch.setattr(labs, "KINDS", {})


@pytest.fixture
def grading(no_labs):
    labs.register(labs.LabKind("grading", "Prompt grading", url, seconds=120))


def bound(raw):
    return ModulePage.body.field.stream_block.to_python([raw])[0]


def faults(raw):
    child = bound(raw)
    with pytest.raises(ValidationError) as refusal:
        child.block.clean(child.value)
    return {name: " ".join(one.messages) for name, one in refusal.value.block_errors.items()}


def test_a_kind_is_offered_to_authors_once_it_is_registered(no_labs):
    kind = bound(activities.lab()).block.child_blocks["kind"]
    assert [value for value, _ in kind.field.choices if value] == []
    labs.register(labs.LabKind("grading", "Prompt grading", url, seconds=120))
    assert [choice for choice in kind.field.choices if choice[0]] == [("grading", "Prompt grading")]
    with pytest.raises(ValueError, match="already"):
        labs.register(labs.LabKind("grading", "Another", url, seconds=1))


def test_the_minutes_are_the_authors_or_else_those_of_its_kind(grading):
    for minutes, seconds in ((4, 240), (None, 120)):
        child = bound(activities.lab(minutes=minutes))
        assert child.block.thinking_seconds(child.value) == seconds
    stranger = bound(activities.lab(kind="gone", minutes=None))
    assert stranger.block.thinking_seconds(stranger.value) == 0


def test_a_lab_of_a_kind_or_reference_that_is_not_there_cannot_be_published(grading):
    assert "no kind of lab called “editing” in this studio" in faults(activities.lab(kind="editing"))["kind"]
    assert faults(activities.lab(reference="sun"))["reference"] == (
        "Prompt grading has no lab “sun”. Choose “lamp”."
    )
    good = bound(activities.lab())
    good.block.clean(good.value)


def test_the_gate_points_at_a_lab_that_no_app_brings(no_labs, course):
    page = factories.module(course, body=[activities.lab(), lesson.single()], publish=False)
    found = [one for one in problems(page.get_latest_revision_as_object()) if one.block_id == activities.LAB]
    assert "install the app that brings it" in found[0].message


def test_a_learner_opens_a_lab_from_its_card(grading, course, signed_in, learner):
    page = factories.module(course, body=[activities.lab()] + [lesson.single()])
    shown = signed_in(learner).get(reverse("courses:step", args=[page.slug, 1])).content.decode()
    assert 'href="/labs/grading/lamp/"' in shown
    assert "Lab, if you like · about 4 min" in shown


def test_a_lab_that_went_away_leaves_a_word_in_its_place(grading, course, signed_in, learner, monkeypatch):
    page = factories.module(course, body=[activities.lab(), lesson.single()])
    monkeypatch.setattr(labs, "KINDS", {})
    shown = signed_in(learner).get(reverse("courses:step", args=[page.slug, 1])).content.decode()
    assert "not open just now" in shown


def test_the_film_says_that_there_is_a_lab():
    child = bound(activities.lab())
    told = " ".join(line.text for one in child.block.passages(child.value) for line in one.lines)
    assert told.startswith("There is a lab here: Brief a lamp. Write the line.")


@pytest.mark.parametrize("required", [True, False])
def test_only_a_required_lab_keeps_a_module_open(grading, course, signed_in, learner, required):
    body = [lesson.block("rich_text", {"text": "<p>A lamp.</p>"}), activities.lab(required=required)]
    page = factories.module(course, body=[*body, lesson.single()])
    client = signed_in(learner)
    for number in (1, 3):
        client.get(reverse("courses:step", args=[page.slug, number]))
    attempt = Attempt.objects.get()
    answer = {"attempt": attempt.pk, "block": lesson.SINGLE, "options": lesson.SINGLE_RIGHT}
    key = "00000000-0000-4000-8000-000000000001"
    client.post(reverse("courses:answer", args=[page.slug]), answer | {"client_key": key})
    assert (Attempt.objects.get().completed_at is None) == required
    assert len(sitting(attempt, page).left.labs) == required
