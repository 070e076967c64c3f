"""From draft to live: content review, rights check, publish."""

import json

import pytest
from django.urls import reverse
from wagtail.models import Comment, PageLogEntry, Workflow, WorkflowPage
from wagtail.test.utils.form_data import rich_text, streamfield

from accounts.roles import AUTHORS, REVIEWERS
from accounts.services import sync_roles
from config.permissions import granted
from courses.importing import ImportRefused, import_module
from courses.models import ContentReviewTask, ModulePage, RightsCheckTask
from courses.services import set_up_review
from tests import factories
from tests.courses.authoring.reviewing import CLEARED, act, hand_in, task_of
from tests.courses.editing import LONG, body, edit, items, short
from tests.courses.test_doors import told

pytestmark = pytest.mark.usefixtures("studio_review")


@pytest.fixture
def second_reviewer(db):
    return factories.person("Rune", "Berg", roles=[REVIEWERS])


def test_every_page_of_the_site_goes_through_studio_review(course, studio_review):
    assert course.get_workflow() == studio_review
    assert [task.name for task in studio_review.tasks] == ["Content review", "Rights check"]


def test_setting_it_up_again_keeps_what_an_operator_changed(course, studio_review):
    studio_review.deactivate()
    ContentReviewTask.objects.get().groups.clear()
    set_up_review()
    assert not course.get_workflow()
    assert Workflow.objects.filter(name="Studio review").count() == 1
    assert not ContentReviewTask.objects.get().groups.exists()


def test_a_workflow_that_the_site_has_stays(course):
    ContentReviewTask.objects.all().delete()
    RightsCheckTask.objects.all().delete()
    Workflow.objects.all().delete()
    own = Workflow.objects.create(name="Our own")
    WorkflowPage.objects.create(page=course.get_root(), workflow=own)
    set_up_review()
    assert course.get_workflow() == own


def test_from_draft_to_live(author, reviewer, ld_admin, ready, signed_in):
    hand_in(ready, author)
    assert act(signed_in(reviewer), ready, "approve", comment="Clear.").status_code == 200
    assert task_of(ready) == "Rights check"
    assert not ModulePage.objects.get(pk=ready.pk).live
    act(signed_in(ld_admin), ready, "approve", **CLEARED)
    assert ModulePage.objects.get(pk=ready.pk).live
    kept = PageLogEntry.objects.filter(page=ready.pk, action="wagtail.workflow.approve").latest("pk")
    assert kept.data["comment"].startswith("Rights cleared: pictures, clips, names and likenesses.")
    assert "Mara signed the release" in kept.data["comment"]


def test_a_reviewer_who_may_not_publish_publishes_by_approving(author, reviewer, ready, signed_in):
    hand_in(ready, author)
    browser = signed_in(reviewer)
    for _ in range(2):
        act(browser, ready, "approve", **CLEARED)
    assert ModulePage.objects.get(pk=ready.pk).live


def test_an_import_leaves_alone_what_is_under_review(author, course, ready, tmp_path):
    hand_in(ready, author)
    (tmp_path / "lesson.md").write_text(f"---\ntitle: Another\nslug: {ready.slug}\n---\n\nOther words.\n")
    with pytest.raises(ImportRefused, match="is under review and stays as it is"):
        import_module(source=tmp_path / "lesson.md", course=course)
    assert ModulePage.objects.get(pk=ready.pk).latest_revision_id == ready.latest_revision_id


def test_rights_are_not_cleared_by_a_click(author, reviewer, ready, signed_in):
    hand_in(ready, author)
    browser = signed_in(reviewer)
    act(browser, ready, "approve")
    refused = act(browser, ready, "approve", comment="Surely.")
    assert "Confirm that the rights are cleared" in refused.json()["html"]
    forged = {"action-workflow-action": "1", "workflow-action-name": "approve", "slug": ready.slug}
    edit(browser, ready, body=short(), **forged)
    assert "Confirm that the rights are cleared" in told(browser.get(reverse("wagtailadmin_home")))
    assert task_of(ready) == "Rights check"


def test_the_editor_takes_the_confirmation_along(author, reviewer, ready, signed_in, settings):
    settings.GREENROOM_ALLOW_SELF_REVIEW = True
    hand_in(ready, author)
    browser = signed_in(reviewer)
    approve = {"action-workflow-action": "1", "workflow-action-name": "approve", "slug": ready.slug}
    for _ in range(2):
        said = json.dumps({"cleared": True, "comment": ""})
        answer = edit(browser, ready, body=short(), **approve, **{"workflow-action-extra-data": said})
        assert answer["Location"] == reverse("wagtailadmin_home")
    assert ModulePage.objects.get(pk=ready.pk).live


def test_nobody_approves_their_own_words(author, reviewer, ready, signed_in):
    ready = ready.get_latest_revision_as_object()
    ready.title = "Light that a gaffer can check"
    ready.save_revision(user=reviewer)
    hand_in(ready, author)
    browser = signed_in(reviewer)
    page = browser.get(reverse("wagtailadmin_pages:edit", args=[ready.pk])).content.decode()
    assert "You wrote part of this version" in page
    assert 'data-workflow-action-name="approve"' not in page
    act(browser, ready, "approve")
    assert task_of(ready) == "Content review"


def test_who_mends_a_line_in_review_leaves_the_decision_to_another(
    author, reviewer, second_reviewer, ready, signed_in
):
    hand_in(ready, author)
    browser = signed_in(reviewer)
    edit(browser, ready, body=short(), slug=ready.slug)
    act(browser, ready, "approve")
    assert task_of(ready) == "Content review"
    act(signed_in(second_reviewer), ready, "approve")
    assert task_of(ready) == "Rights check"


def test_a_comment_is_no_writing(author, reviewer, ready, signed_in):
    Comment.objects.create(page=ready, user=reviewer, text="Which lamp?", contentpath="title")
    newest = ready.get_latest_revision_as_object()
    newest.save_revision(user=reviewer)
    hand_in(ready, author)
    act(signed_in(reviewer), ready, "approve")
    assert task_of(ready) == "Rights check"


def test_what_went_live_earlier_does_not_count(author, reviewer, module, signed_in):
    module.get_latest_revision().__class__.objects.filter(pk=module.latest_revision_id).update(user=reviewer)
    module.title = "Light that can be checked twice"
    module.save_revision(user=author)
    hand_in(module, author)
    act(signed_in(reviewer), module, "approve")
    assert task_of(module) == "Rights check"


def test_a_studio_of_one_approves_what_it_wrote(author, reviewer, ready, signed_in, settings):
    settings.GREENROOM_ALLOW_SELF_REVIEW = True
    ready.title = "Light"
    ready.save_revision(user=reviewer)
    hand_in(ready, reviewer)
    act(signed_in(reviewer), ready, "approve")
    assert task_of(ready) == "Rights check"


@pytest.mark.parametrize("who", ["learner", "manager", "author"])
def test_nobody_else_approves(who, request, author, ready, signed_in):
    hand_in(ready, author)
    state = ModulePage.objects.get(pk=ready.pk).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[ready.pk, "approve", state.pk])
    assert signed_in(request.getfixturevalue(who)).post(url).status_code in (302, 403, 404)
    assert task_of(ready) == "Content review"


def test_what_may_not_go_live_is_not_approved_and_nothing_is_lost(author, reviewer, ready, signed_in):
    ready.body = body(LONG)
    ready.save_revision(user=author)
    hand_in(ready, author)
    browser = signed_in(reviewer)
    there = act(browser, ready, "approve").json()["redirect"]
    assert there == reverse("wagtailadmin_pages:edit", args=[ready.pk])
    assert "over fifteen minutes" in told(browser.get(there))
    assert task_of(ready) == "Content review"
    assert "the gaffer nods" in str(ModulePage.objects.get(pk=ready.pk).get_latest_revision_as_object().body)


def test_handing_in_says_what_is_missing(author, draft, signed_in):
    answer = edit(signed_in(author), draft, text="Only text.", slug="a-draft", **{"action-submit": "1"})
    assert "Add at least one question" in answer.content.decode()
    assert not task_of(draft)


def test_a_share_that_a_reviewer_may_waive_is_handed_in(author, reviewer, draft, signed_in):
    answer = edit(signed_in(author), draft, body=dry(), slug="a-draft", **{"action-submit": "1"})
    assert answer.status_code == 302
    act(signed_in(reviewer), draft, "approve")
    assert task_of(draft) == "Content review"
    url = reverse("authoring:waive", args=[draft.pk])
    signed_in(reviewer).post(url, {"reason": "A checklist for a night shoot.", "share": "0.000"})
    act(signed_in(reviewer), draft, "approve")
    assert task_of(draft) == "Rights check"


def dry():
    """Complete, without a story."""
    wrong = {"text": "Moody", "correct": "", "feedback": "Nobody can point at it."}
    right = {"text": "One lamp", "correct": "on", "feedback": "Yes."}
    return streamfield(
        [
            ("rich_text", {"text": rich_text("<p>One lamp, frame left.</p>"), "purpose": "teach"}),
            (
                "single_choice",
                {"question": "Which can be checked?", "choices": items(wrong, right), "feeds": items()},
            ),
        ]
    )


def test_an_author_who_may_not_publish_sees_no_button_for_it(author, ready, signed_in, settings):
    settings.GREENROOM_AUTHORS_PUBLISH = False
    sync_roles(grants=granted())
    page = signed_in(author).get(reverse("wagtailadmin_pages:edit", args=[ready.pk])).content.decode()
    assert 'name="action-publish"' not in page
    assert "Submit to Studio review" in page
    edit(signed_in(author), ready, body=short(), slug="a-draft", **{"action-publish": "1"})
    assert not ModulePage.objects.get(pk=ready.pk).live
    settings.GREENROOM_AUTHORS_PUBLISH = True
    sync_roles(grants=granted())
    assert (
        author.groups.get(name=AUTHORS).page_permissions.filter(permission__codename="publish_page").exists()
    )


def test_an_author_hands_in_and_may_take_it_back(author, ready, signed_in):
    browser = signed_in(author)
    assert edit(browser, ready, body=short(), slug="a-draft", **{"action-submit": "1"}).status_code == 302
    assert task_of(ready) == "Content review"
    page = browser.get(reverse("wagtailadmin_pages:edit", args=[ready.pk])).content.decode()
    assert "It waits for <b>content review</b>" in page
    edit(browser, ready, body=short(), slug="a-draft", **{"action-cancel-workflow": "1"})
    assert not task_of(ready)


def test_a_reviewer_finds_what_waits_on_the_first_page(author, reviewer, ready, signed_in):
    hand_in(ready, author)
    page = signed_in(reviewer).get(reverse("wagtailadmin_home")).content.decode()
    assert "A draft" in page
    assert "Send back" in page
