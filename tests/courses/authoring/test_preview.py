"""A draft walked as a learner would: everything is shown and graded, nothing is kept."""

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.models import WorkflowState

from courses.models import ModulePage
from courses.signals import evidence_recorded
from tests import lesson
from tests.courses.authoring.reviewing import hand_in
from tests.courses.editing import form

CACHES = {"wagtailimages.rendition"}
"""Tables that hold what could be made again: pictures in the size of a page."""


def rows():
    kept = (model for model in apps.get_models() if model._meta.label_lower not in CACHES)
    return {model._meta.label: model.objects.count() for model in kept}


def step_url(page, number):
    return reverse("courses:preview_step", args=[page.pk, number])


def asking(browser, page):
    """Number of the step that asks the single choice."""
    number = 1
    while lesson.SINGLE_RIGHT not in browser.get(step_url(page, number)).content.decode():
        number += 1
    return number


def answer(browser, page, number, *options, **fields):
    return browser.post(step_url(page, number), {"options": options, "block": lesson.SINGLE, **fields})


@pytest.fixture
def heard():
    """All evidence that is told of while the test runs."""
    told = []

    def hear(evidence, **kwargs):
        told.append(evidence)

    evidence_recorded.connect(hear, weak=False)
    yield told
    assert evidence_recorded.disconnect(hear)


@pytest.fixture
def browser(author, signed_in):
    return signed_in(author)


def test_a_draft_is_walked_to_its_end_and_nothing_is_written(browser, ready, heard):
    number = asking(browser, ready)
    before = rows()
    answer(browser, ready, number, lesson.SINGLE_WRONG)
    answer(browser, ready, number, lesson.SINGLE_RIGHT, tries="1")
    answer(browser, ready, number, show="1")
    page = browser.get(reverse("courses:preview", args=[ready.pk]), follow=True)
    for _ in range(20):
        assert "nothing is kept" in page.content.decode()
        if "onward_url" not in page.context:
            break
        page = browser.get(page.context["onward_url"])
    assert "The preview ends here" in page.content.decode()
    assert rows() == before
    assert heard == []


def test_an_answer_is_graded_as_a_learners_would_be(browser, ready):
    number = asking(browser, ready)
    shown = browser.get(step_url(ready, number)).content.decode()
    assert "About “Moody lighting”." not in shown
    wrong = answer(browser, ready, number, lesson.SINGLE_WRONG).content.decode()
    assert "About “Moody lighting”." in wrong
    assert "About “One warm lamp, frame left”." not in wrong
    assert 'name="tries" value="1"' in wrong
    again = answer(browser, ready, number, lesson.SINGLE_OTHER, tries="1").content.decode()
    assert "Here is the answer." in again
    assert "About “One warm lamp, frame left”." in again
    right = answer(browser, ready, number, lesson.SINGLE_RIGHT).content.decode()
    assert "Right, at the first try." in right


def test_the_key_is_shown_on_demand(browser, ready):
    number = asking(browser, ready)
    assert "Here is the answer." in answer(browser, ready, number, show="1").content.decode()


def test_an_answer_that_is_none_gets_a_message(browser, ready):
    refused = answer(browser, ready, asking(browser, ready), "no-such-option")
    assert refused.status_code == 422
    assert 'role="alert"></p>' not in refused.content.decode()


@pytest.mark.parametrize("tries", ["", "-1", "99", "²", "x"])
def test_a_count_of_tries_that_is_none_does_no_harm(tries, browser, ready):
    assert answer(browser, ready, asking(browser, ready), lesson.SINGLE_RIGHT, tries=tries).status_code == 200


def test_it_shows_the_newest_draft_of_a_live_module(browser, module):
    newest = module.get_latest_revision_as_object()
    newest.title = "A title not yet published"
    newest.save_revision()
    assert "A title not yet published" in browser.get(step_url(module, 1)).content.decode()


def test_an_empty_draft_says_so(browser, draft):
    draft.body = []
    draft.save_revision()
    page = browser.get(step_url(draft, 1))
    assert page.status_code == 200
    assert "nothing to walk through yet" in page.content.decode()


def test_an_unfinished_draft_can_be_walked(browser, draft):
    raw = [lesson.block("heading", {"text": "", "level": "2"}), lesson.single()]
    raw[1]["value"]["choices"] = []
    raw.append(lesson.block("image", {"image": None, "alt_text": "", "caption": ""}))
    draft.body = ModulePage.body.field.stream_block.to_python(raw)
    draft.save_revision(clean=False)
    assert [browser.get(step_url(draft, number)).status_code for number in (1, 2, 3)] == [200] * 3


def test_what_a_learner_would_keep_for_themself_is_shown_and_takes_nothing(browser, draft):
    asked = lesson.block("reflection", {"prompt": "What would you light first?", "guidance": ""})
    draft.body = ModulePage.body.field.stream_block.to_python([asked])
    draft.save_revision(clean=False)
    page = browser.get(step_url(draft, 1)).content.decode()
    assert "What would you light first?" in page
    assert "/note/" not in page


def test_a_step_that_is_moved_is_told_to_a_screen_reader_as_in_a_lesson(browser, ready):
    assert 'role="status" data-heard' in browser.get(step_url(ready, 1)).content.decode()


def test_there_is_no_step_beyond_the_last(browser, ready):
    assert browser.get(step_url(ready, 99)).status_code == 404
    assert browser.get(step_url(ready, 0)).status_code == 404


def test_a_reviewer_walks_what_is_handed_in_and_nothing_else(reviewer, author, ready, signed_in):
    browser = signed_in(reviewer)
    assert browser.get(step_url(ready, 1)).status_code == 404
    hand_in(ready, author)
    assert browser.get(step_url(ready, 1)).status_code == 200
    WorkflowState.objects.get().cancel(user=author)
    assert browser.get(step_url(ready, 1)).status_code == 404


@pytest.mark.parametrize("who", ["learner", "manager", "outsider"])
def test_to_others_there_is_no_preview(who, request, module, signed_in):
    browser = signed_in(request.getfixturevalue(who))
    for url in (
        step_url(module, 1),
        *(reverse(f"courses:preview{n}", args=[module.pk]) for n in ("", "_end")),
    ):
        assert browser.get(url).status_code == 404
    assert browser.post(step_url(module, 1)).status_code == 404


def test_the_editor_leads_there(browser, ready):
    page = browser.get(reverse("wagtailadmin_pages:edit", args=[ready.pk])).content.decode()
    assert reverse("courses:preview", args=[ready.pk]) in page
    assert "Preview as learner" in page


def test_wagtails_own_preview_panel_shows_the_page(browser, ready):
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[ready.pk])
    assert browser.post(url, form(text="Only text.", slug=ready.slug)).json()["is_valid"]
    assert "Light that can be checked" in browser.get(url).content.decode()
