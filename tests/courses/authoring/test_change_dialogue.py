"""The dialogue between Publish and learners, through the editor's own button."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, PageLogEntry, Workflow, WorkflowPage, WorkflowTask

from courses.models import Change, ModulePage
from courses.services import begin, state_change
from courses.wagtail_hooks.changes import ask_whoever_submits
from tests import factories, lesson
from tests.courses.authoring.redrafts import ask_otherwise, fresh, mend_a_text, redraft
from tests.courses.authoring.reviewing import task_of
from tests.courses.editing import form, short
from tests.played import answer, see_all

NOTE = "The first question asks for a line that can be checked."


@pytest.fixture
def browser(author, signed_in):
    return signed_in(author)


def address(module):
    return reverse("authoring:change", args=[module.pk])


def say(browser, module, **fields):
    facts = {"kind": "refresh", "note": NOTE, "revision": fresh(module).latest_revision_id}
    return browser.post(address(module), facts | fields)


@pytest.fixture
def changed(module):
    redraft(module, ask_otherwise)
    return fresh(module)


@pytest.fixture
def answered(module, learner, outsider):
    """One learner has finished and answered, one has only begun."""
    attempt = begin(user=learner, module=module)
    answer(attempt, module, lesson.SINGLE, True, attempt.started_at)
    see_all(attempt, module)
    begin(user=outsider, module=module)


def test_publish_in_the_editor_saves_the_draft_and_asks(browser, module):
    url = reverse("wagtailadmin_pages:edit", args=[module.pk])
    response = browser.post(url, form(body=short(), **{"action-publish": "1"}))
    assert response["Location"] == address(module)
    after = fresh(module)
    assert after.live_revision_id == module.live_revision_id
    assert after.latest_revision_id != module.latest_revision_id
    assert after.has_unpublished_changes


def test_it_lists_what_differs_and_how_many_it_touches(browser, changed, answered):
    said = browser.get(address(changed)).content.decode()
    assert "Which line can anyone on the floor check?" in said
    assert "Tells 2 learners: 0 finished, 2 in the middle." in said
    assert "due again for no learners; answers of 1 learner stop counting" in said


def test_its_button_publishes_what_was_said(browser, changed, author):
    response = say(browser, changed, kind="recertify")
    assert response["Location"] == reverse("wagtailadmin_explore", args=[changed.get_parent().pk])
    after = fresh(changed)
    assert after.live_revision_id == after.latest_revision_id
    change = Change.objects.get()
    assert (change.kind, change.note, change.by, change.stated) == ("recertify", NOTE, author, True)
    logged = PageLogEntry.objects.filter(page=changed, action="courses.change.published").get()
    assert logged.message == "Published as a recertify change"


@pytest.mark.parametrize("fields", [{"kind": ""}, {"note": " "}, {"note": "x" * 301}])
def test_what_cannot_be_taken_is_said_and_nothing_typed_is_lost(fields, browser, changed):
    typed = {"note": "Kept words."} | fields
    response = say(browser, changed, **typed)
    assert response.status_code == 422
    assert typed["note"] in response.content.decode()
    assert fresh(changed).live_revision_id == changed.live_revision_id


def test_a_draft_that_moved_on_meanwhile_is_shown_again(browser, changed):
    seen = changed.latest_revision_id
    redraft(changed, mend_a_text)
    response = say(browser, changed, revision=seen)
    assert response.status_code == 409
    assert NOTE in response.content.decode()
    assert fresh(changed).live_revision_id == changed.live_revision_id


def test_what_was_stated_before_is_filled_in(browser, changed, author):
    state_change(module=changed, by=author, kind="refresh", note=NOTE)
    said = browser.get(address(changed)).content.decode()
    assert NOTE in said
    assert 'value="refresh" required aria-describedby="does-refresh" checked' in said


def test_what_the_gate_refuses_stays_a_draft_and_what_was_said_is_kept(browser, changed):
    draft = changed.get_latest_revision_as_object()
    draft.objective = ""
    draft.save_revision()
    response = say(browser, changed)
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[changed.pk])
    assert fresh(changed).live_revision_id == changed.live_revision_id
    assert Change.objects.get().published_at is None


def test_a_change_that_learners_do_not_see_goes_out_without_a_question(browser, module):
    draft = module.get_latest_revision_as_object()
    draft.search_description = "About light."
    draft.save_revision()
    assert "changes nothing that learners see" in browser.get(address(module)).content.decode()


def test_a_schedule_set_in_the_editor_is_asked_too_and_waits_for_its_hour(browser, changed):
    draft = changed.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + datetime.timedelta(days=1)
    draft.save_revision()
    assert say(browser, changed).status_code == 302
    after = fresh(changed)
    assert after.live_revision_id == changed.live_revision_id
    assert after.approved_schedule
    assert Change.objects.get().published_at is None


@pytest.mark.parametrize("who", ["learner", "reviewer", "manager"])
def test_it_is_not_there_for_who_may_not_edit(who, changed, request, signed_in):
    browser = signed_in(request.getfixturevalue(who))
    assert browser.get(address(changed)).status_code == 404
    assert say(browser, changed).status_code == 404
    assert not Change.objects.exists()


def test_whoever_hands_it_in_for_review_is_asked_as_well(rf, changed, author):
    request = rf.post("/", {"action-submit": "1"})
    assert ask_whoever_submits(request, changed)["Location"] == address(changed)
    assert ask_whoever_submits(rf.post("/"), changed) is None


def test_who_hands_in_again_is_asked_again_for_the_draft_may_be_another(rf, changed, author):
    state_change(module=changed, by=author, kind="recertify", note=NOTE)
    request = rf.post("/", {"action-restart-workflow": "1"})
    assert ask_whoever_submits(request, changed)["Location"] == address(changed)


@pytest.mark.usefixtures("studio_review")
class TestUnderReview:
    def hand_in(self, browser, module):
        url = reverse("wagtailadmin_pages:edit", args=[module.pk])
        assert browser.post(url, form(body=short(), **{"action-submit": "1"}))["Location"] == address(module)

    def test_an_author_who_may_publish_says_it_and_the_review_goes_on(self, browser, module):
        self.hand_in(browser, module)
        assert "Keep this for publishing" in browser.get(address(module)).content.decode()
        say(browser, module, kind="recertify")
        assert fresh(module).live_revision_id == module.live_revision_id
        assert task_of(module) == "Content review"
        assert Change.objects.get().kind == "recertify"

    def test_whom_no_lock_stops_chooses(self, module, signed_in):
        browser = signed_in(factories.person("Bea", is_superuser=True))
        self.hand_in(browser, module)
        assert "Publish now, without the review" in browser.get(address(module)).content.decode()
        say(browser, module, keep="1")
        assert task_of(module) == "Content review"
        say(browser, module)
        assert fresh(module).live_revision_id == fresh(module).latest_revision_id
        assert not task_of(module)


def test_what_somebody_has_locked_does_not_go_out_by_the_dialogue(browser, changed, ld_admin):
    ModulePage.objects.filter(pk=changed.pk).update(locked=True, locked_by=ld_admin)
    say(browser, changed)
    assert fresh(changed).live_revision_id == changed.live_revision_id


def test_approval_uses_what_was_stated(changed, author, ld_admin):
    task = GroupApprovalTask.objects.create(name="Check")
    workflow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=changed)
    state_change(module=changed, by=author, kind="recertify", note=NOTE)
    state = workflow.start(changed, author).current_task_state
    state.approve(user=ld_admin)
    assert ModulePage.objects.get(pk=changed.pk).live_revision_id == changed.latest_revision_id
    assert Change.objects.get().kind == "recertify"
    assert Change.objects.get().published_at is not None
