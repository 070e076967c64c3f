"""The author's page: asking, waiting, deciding."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.admin.ui.menus.pages import get_page_header_buttons

from generation import proposing, services
from generation.models import Decision, ProposalRun, RunState
from generation.ports import EngineError
from tests import factories
from tests.generation.proposals.writers import BRIEF, Told

pytestmark = pytest.mark.django_db
LINE = {"text": BRIEF}


def url(name, run, *more):
    return reverse(f"proposals:{name}", args=[run.pk, *more])


def decide(browser, run, kind, **form):
    number = run.proposals.get(kind=kind).number
    return browser.post(url("decide", run, number), form)


def test_the_editor_leads_to_it(lesson, author, learner):
    address = reverse("proposals:start", args=[lesson.pk])
    buttons = get_page_header_buttons(lesson, author, None, "edit")
    assert address in [button.url for button in buttons]
    assert address not in [button.url for button in get_page_header_buttons(lesson, learner, None, "edit")]


def test_asking_leads_to_a_page_that_waits(lesson, author, signed_in):
    browser = signed_in(author)
    start = reverse("proposals:start", args=[lesson.pk])
    assert "Propose from this lesson" in browser.get(start).content.decode()
    response = browser.post(start, follow=True)
    run = ProposalRun.objects.get()
    page = response.content.decode()
    assert "Waiting its turn" in page and f'hx-get="{url("live", run)}"' in page
    services.claim_run(run_id=run.pk)
    assert "Reading the lesson" in browser.get(url("live", run)).content.decode()
    assert "read before" in browser.get(start).content.decode().lower()


def test_once_read_it_no_longer_asks_and_shows_each_with_its_sentence(read, author, signed_in):
    page = signed_in(author).get(url("live", read)).content.decode()
    assert "hx-get" not in page
    assert "6 proposals to decide on" in page
    assert page.count("<blockquote>") == 6 and BRIEF in page
    assert "1 left out: their answer was not in the lesson." in page


def test_a_failure_has_a_reason_and_another_try(run, author, signed_in):
    proposing.propose(run.pk, writer=Told(error=EngineError("engine_missing", "No embeddings here.")))
    browser = signed_in(author)
    page = browser.get(url("run", run)).content.decode()
    assert "No embeddings here." in page and url("retry", run) in page
    assert browser.post(url("retry", run)).status_code == 302
    run.refresh_from_db()
    assert run.state == RunState.QUEUED
    assert "did not fail" in browser.post(url("retry", run), follow=True).content.decode()


def test_a_proposal_is_added_as_it_stands_in_its_form(read, lesson, author, signed_in):
    response = decide(signed_in(author), read, "key_point", text="A brief can be checked.")
    assert response.status_code == 302 and "#proposal-" in response.url
    draft = type(lesson).objects.get(pk=lesson.pk).get_latest_revision_as_object()
    assert draft.key_points.last().text == "A brief can be checked."
    page = signed_in(author).get(url("run", read)).content.decode()
    assert "5 proposals to decide on" in page and "Added to the lesson" in page


def test_a_question_is_added_without_the_option_that_was_emptied(read, lesson, author, signed_in):
    form = {"question": "What is a brief?", "correct": "1", "option": ["", "A list", "A mood"]}
    form["feedback"] = ["", "Yes.", "Who checks it?"]
    assert decide(signed_in(author), read, "single_choice", **form).status_code == 302
    draft = type(lesson).objects.get(pk=lesson.pk).get_latest_revision_as_object()
    added = next(one.value for one in draft.body if one.value.get("question") == "What is a brief?")
    assert [(one["text"], one["correct"]) for one in added["choices"]] == [
        ("A list", True),
        ("A mood", False),
    ]


def test_what_cannot_be_taken_comes_back_as_it_was_written(read, author, signed_in):
    response = decide(signed_in(author), read, "key_point", text="A brief. " * 40)
    assert response.status_code == 409
    page = response.content.decode()
    assert "Keep it to 240" in page and "A brief. A brief. A brief." in page


def test_left_out_is_left_out(read, author, signed_in):
    assert decide(signed_in(author), read, "term", discard="1").status_code == 302
    assert read.proposals.get(kind="term").decision == Decision.DISCARDED


@pytest.mark.parametrize("who", ["learner", "outsider", "manager", "reviewer"])
def test_whoever_may_not_edit_the_module_finds_nothing(request, read, lesson, signed_in, who):
    browser = signed_in(request.getfixturevalue(who))
    answers = [
        browser.get(reverse("proposals:start", args=[lesson.pk])),
        browser.post(reverse("proposals:start", args=[lesson.pk])),
        browser.get(url("run", read)),
        browser.get(url("live", read)),
        browser.post(url("retry", read)),
        decide(browser, read, "key_point", **LINE),
    ]
    assert {one.status_code for one in answers} == {404}
    assert read.proposals.filter(decision=Decision.OPEN).count() == 6


def test_the_page_asks_the_database_the_same_however_much_is_proposed(read, author, signed_in):
    browser = signed_in(author)
    browser.get(url("run", read))
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            browser.get(url("run", read))
        counts.append(len(asked))
        read.proposals.exclude(kind="key_point").delete()
    assert counts[0] == counts[1] and counts[0] < 40


def test_a_lesson_with_nothing_to_read_is_refused_in_words(course, author, signed_in):
    empty = factories.module(course, owner=author, body=[], publish=False)
    response = signed_in(author).post(reverse("proposals:start", args=[empty.pk]))
    assert response.status_code == 409 and "Write a paragraph" in response.content.decode()
