"""Fifty variants of a local model: asked for once, told of honestly, chosen among as the author's are."""

import datetime
import uuid

import pytest
from celery import current_app
from django.urls import reverse
from django.utils import timezone

from generation.ports import EngineError
from labs import services, tasks
from labs.models import Output, OutputState, Selection
from labs.prompt.outputs import writing
from labs.queries import reasons
from tests.labs import making
from tests.labs.outputs.making import Saying
from tests.labs.prompt import desk
from tests.labs.variants import making as sheets


@pytest.fixture
def model(settings):
    settings.GREENROOM_WRITER = "transformers"


@pytest.fixture
def version(run):
    return desk.check(run, desk.SOME)


@pytest.fixture
def run(learner, author, course):
    return desk.run_of(learner, author, course)


@pytest.fixture
def at(run):
    return lambda name, number=1: reverse(f"labs:prompt_{name}", args=[run.pk, number])


def test_fifty_are_asked_for_once_each_with_a_seed_of_its_own(model, browser, version, at):
    assert "Make 50 variants" in browser.get(at("variants_of")).text
    for _ in range(2):
        assert browser.post(at("make_variants"), making.sent()).url == at("variants_of")
    rows = Output.objects.filter(version=version, variant=True)
    assert rows.count() == len({row.seed for row in rows}) == 50
    assert "0 of 50 written" in browser.get(at("variants_of")).text


def test_two_of_a_sheet_are_in_the_queue_and_each_that_is_made_brings_the_next(
    model, version, monkeypatch, django_capture_on_commit_callbacks
):
    told = []
    monkeypatch.setattr(current_app, "send_task", lambda name, args: told.extend(args))
    sheet = services.ask_for_variants
    with django_capture_on_commit_callbacks(execute=True):
        sheet(version=version, client_key=uuid.uuid4())
        sheet(version=version, client_key=uuid.uuid4())
    first, second, third, fourth, *_ = Output.objects.order_by("number").values_list("pk", flat=True)
    assert told == [first, second]
    with django_capture_on_commit_callbacks(execute=True):
        writing.write(first, model=Saying())
        writing.write(second, model=Saying(error=EngineError("model_broken", "It lacks one.")))
    assert told == [first, second, third, fourth]
    # Both messages were lost: the sweep brings two again, and no more.
    long_ago = timezone.now() - datetime.timedelta(hours=1)
    Output.objects.update(created_at=long_ago, nudged_at=long_ago)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.sweep_outputs()
        tasks.sweep_outputs()
    assert told[4:] == [third, fourth]


def test_what_is_there_is_told_and_can_be_chosen_among(browser, version, at):
    sheets.written(version, made=17, coming=32, failed=1)
    page = browser.get(at("variants_of")).text
    assert "17 of 50 written" in page and "1 could not be" in page and "Picture 1." not in page
    part = browser.get(at("variants_progress"), headers={"hx-request": "true"}).text
    same = browser.get(at("variants_progress"), {"was": "17-1-50"})
    assert same.status_code == 204 and browser.get(at("variants_progress"), {"was": "16-1-50"}).text == part
    assert "17 of 50 written" in part and "every 3s" in part and "<html" not in part
    page = browser.get(at("variants_of"), {"now": ""}).text
    assert page.count('name="keep"') == 17 and "Tiny, seed 3" in page


def test_a_choice_among_them_is_of_that_version(browser, run, version, at):
    first, *_ = sheets.written(version, made=3)
    Output.objects.filter(pk=first.pk).update(state=OutputState.WRITING)
    why = reasons()[0]
    sent = making.sent(keep=["3"], **{"why-3": why}, common="Steel.", rest=why)
    assert browser.post(at("variants_of"), sent).url == at("variants_of") + "#chosen"
    row = Selection.objects.get()
    # Numbered among all: one that comes later moves none.
    assert row.version == version and [one["text"] for one in row.kept] == ["Picture 3."] and row.shown == 2
    page = browser.get(reverse("labs:desk", args=[run.pk])).text
    assert "You kept 1 of 2, of version 1. In common: Steel." in page


def test_the_page_stops_asking_once_all_are_there(browser, version, at):
    sheets.written(version, made=2)
    part = browser.get(at("variants_progress"), headers={"hx-request": "true"}).text
    assert "2 of 2 are written." in part and "hx-get" not in part and "Choose among them" in part
    assert browser.get(at("variants_of")).text.count('name="keep"') == 2


def test_what_failed_is_tried_again_with_its_seed_and_nothing_else_is(model, browser, version, at):
    rows = sheets.written(version, made=2, failed=1)
    page = browser.get(at("variants_of")).text
    assert "2 of 3 are written. It ran out of memory." in page and "Try the 1 again" in page
    browser.post(at("make_variants"), making.sent())
    states = list(Output.objects.filter(variant=True).order_by("number").values_list("state", "seed"))
    assert states == [("made", 1), ("made", 2), ("waiting", rows[2].seed)]


def test_a_site_without_a_model_says_so(browser, version, at):
    assert "This site has no language model" in browser.get(at("variants_of")).text
    answer = browser.post(at("make_variants"), making.sent())
    assert answer.status_code == 422 and "no language model" in answer.text
    assert not Output.objects.exists()


def test_a_lab_that_is_handed_in_makes_none(model, browser, run, version, at):
    desk.hand_in(run, 1)
    assert browser.post(at("make_variants"), making.sent()).status_code == 409
    assert "Make 50 variants" not in browser.get(at("variants_of")).text


def test_the_desk_leads_there_where_a_model_writes(browser, run, version, at, settings):
    place = reverse("labs:desk", args=[run.pk])
    assert at("variants_of") not in browser.get(place).text
    settings.GREENROOM_WRITER = "transformers"
    assert at("variants_of") in browser.get(place).text


def test_there_is_no_sheet_of_a_version_that_is_not_there_or_not_ones_own(
    browser, version, at, signed_in, manager
):
    for name in ("variants_of", "make_variants", "variants_progress"):
        assert browser.get(at(name, 2)).status_code == 404
        assert signed_in(manager).get(at(name)).status_code == 404
