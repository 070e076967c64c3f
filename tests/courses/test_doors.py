"""The wall of fifteen minutes stands in every door to publishing, and drafts of any length may be saved."""

import datetime

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.log_actions import registry
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from courses.models import ModulePage
from courses.services.schedule import publish_due
from tests import factories
from tests.courses.editing import LONG, body, edit, form, in_an_hour, lengthen, short


@pytest.fixture
def boss(db):
    return factories.person("Bea", "Boss", is_superuser=True)


@pytest.fixture
def browser(boss, signed_in):
    return signed_in(boss)


def told(response):
    return " ".join(str(message) for message in response.context["messages"])


def test_a_draft_of_any_length_may_be_saved_on_a_live_page(browser, module):
    response = edit(browser, module)
    assert response.status_code == 302
    module.refresh_from_db()
    assert module.live and module.has_unpublished_changes


def test_a_long_revision_may_be_saved_by_code(module):
    assert lengthen(module).pk


def test_the_editor_refuses_to_publish_says_how_much_to_lose_and_keeps_the_text(browser, module):
    before = module.live_revision_id
    response = edit(browser, module, **{"action-publish": "1"})
    assert response.status_code == 200
    assert "over fifteen minutes" in response.content.decode()
    assert "Take out about" in response.content.decode()
    assert "the gaffer nods" in response.content.decode()
    module.refresh_from_db()
    assert module.live_revision_id == before


def test_the_editor_publishes_what_fits_once_it_is_told_what_kind_of_change_it_is(browser, module):
    before = module.live_revision_id
    asked = edit(browser, module, body=short(), **{"action-publish": "1"})
    module.refresh_from_db()
    assert module.live_revision_id == before
    said = {"kind": "cosmetic", "revision": module.latest_revision_id}
    assert browser.post(asked["Location"], said).status_code == 302
    module.refresh_from_db()
    assert module.live_revision_id == module.latest_revision_id != before


def test_the_create_view_refuses_to_publish(browser, course):
    url = reverse("wagtailadmin_pages:add", args=["courses", "modulepage", course.pk])
    response = browser.post(url, form(slug="new-one", **{"action-publish": "1"}))
    assert "over fifteen minutes" in response.content.decode()
    assert not ModulePage.objects.filter(slug="new-one").exists()
    assert browser.post(url, form(slug="new-one")).status_code == 302
    assert not ModulePage.objects.get(slug="new-one").live


def test_the_editor_refuses_to_schedule(browser, module):
    response = edit(browser, module, go_live_at=in_an_hour(), **{"action-publish": "1"})
    assert "over fifteen minutes" in response.content.decode()
    assert not module.revisions.filter(approved_go_live_at__isnull=False).exists()


@pytest.mark.parametrize("page", ["module", "draft"])
def test_code_cannot_schedule_it(page, request):
    page = request.getfixturevalue(page)
    revision = lengthen(page, go_live_at=timezone.now() + datetime.timedelta(hours=1))
    with pytest.raises(ValidationError, match="fifteen minutes"):
        revision.publish()
    revision.refresh_from_db()
    assert revision.approved_go_live_at is None


@pytest.mark.parametrize("page", ["module", "draft"])
def test_code_cannot_publish_it(page, request):
    page = request.getfixturevalue(page)
    revision = lengthen(page)
    for publish in (revision.publish, PublishPageRevisionAction(revision).execute):
        with pytest.raises(ValidationError, match="fifteen minutes"):
            publish()
    page.refresh_from_db()
    assert page.live_revision_id != revision.pk


def test_an_empty_module_cannot_be_published(browser, module):
    module.body = ModulePage.body.field.stream_block.to_python([])
    with pytest.raises(ValidationError, match="The module is empty"):
        module.save_revision().publish()


def test_bulk_publishing_leaves_out_what_is_too_long_and_publishes_the_rest(browser, module, draft):
    before = module.live_revision_id
    lengthen(module)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = browser.post(f"{url}?id={module.pk}&id={draft.pk}&next=/admin/", follow=True)
    assert "was not published" in told(response)
    module.refresh_from_db()
    draft.refresh_from_db()
    assert module.live_revision_id == before
    assert draft.live


def test_bulk_publishing_a_course_with_a_long_draft_publishes_nothing_and_says_why(browser, course, draft):
    lengthen(draft)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    data = {"include_descendants": "on"}
    response = browser.post(f"{url}?id={course.pk}&next=/admin/", data, follow=True)
    assert "over fifteen minutes" in told(response)
    draft.refresh_from_db()
    assert not draft.live


@pytest.fixture
def in_review(course, boss, db):
    """A workflow of one task; in_review(page) hands a page in and gives its task state."""
    task = GroupApprovalTask.objects.create(name="Check")
    workflow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)

    def start(page):
        page.save_revision()
        return workflow.start(page, boss).current_task_state

    return start


@pytest.mark.parametrize("headers", [{}, {"x-requested-with": "XMLHttpRequest"}])
def test_a_workflow_cannot_approve_it(headers, browser, draft, in_review):
    draft.body = body(LONG)
    state = in_review(draft)
    url = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", state.pk])
    response = browser.post(url, {"comment": ""}, headers=headers)
    there = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert (response.json()["redirect"] if headers else response["Location"]) == there
    assert "over fifteen minutes" in told(browser.get(there))
    draft.refresh_from_db()
    assert not draft.live
    assert draft.current_workflow_state is not None


def test_a_workflow_can_send_it_back_from_the_editor(browser, draft, in_review):
    draft.body = body(LONG)
    in_review(draft)
    fields = {"action-workflow-action": "1", "workflow-action-name": "reject", "slug": "a-draft"}
    assert edit(browser, draft, **fields).status_code == 302
    draft.refresh_from_db()
    assert draft.current_workflow_state.status == "needs_changes"


@pytest.fixture
def two_due(module, draft, author, django_capture_on_commit_callbacks):
    """A draft and a live module due an hour ago; the live one grew too long when a new voice was measured."""
    past = timezone.now() - datetime.timedelta(hours=1)
    late = lengthen(module)
    fine = draft.latest_revision
    for revision, minutes in ((late, 2), (fine, 1)):
        type(revision).objects.filter(pk=revision.pk).update(
            approved_go_live_at=past - datetime.timedelta(minutes=minutes), user=author
        )
    return late, fine


@pytest.mark.parametrize("door", [publish_due, lambda: call_command("publish_scheduled")])
def test_one_refused_page_does_not_stop_the_rest_and_its_author_hears_of_it(
    door, two_due, module, draft, author, django_capture_on_commit_callbacks
):
    late, fine = two_due
    with django_capture_on_commit_callbacks(execute=True):
        door()
    draft.refresh_from_db()
    module.refresh_from_db()
    late.refresh_from_db()
    assert draft.live
    assert module.live_revision_id != late.pk
    assert late.approved_go_live_at is None
    assert [message.to for message in mail.outbox] == [[author.email]]
    assert "over fifteen minutes" in mail.outbox[0].body
    entries = registry.get_logs_for_instance(module).filter(action="courses.publish.refused")
    assert entries.count() == 1
    assert "over fifteen minutes" in entries[0].message


def test_what_was_refused_is_not_tried_every_minute(two_due, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        publish_due()
        again = publish_due()
    assert (again.refused, again.published) == (0, 0)
    assert len(mail.outbox) == 1


class NoPost(BaseEmailBackend):
    def send_messages(self, messages):
        raise OSError("The post is down.")


def test_where_no_mail_can_be_sent_the_others_go_out_all_the_same(
    two_due, draft, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = f"{__name__}.NoPost"
    with django_capture_on_commit_callbacks(execute=True):
        done = publish_due()
    assert (done.refused, done.published) == (1, 1)
    assert ModulePage.objects.get(pk=draft.pk).live


def test_what_expires_is_taken_down(module):
    ModulePage.objects.filter(pk=module.pk).update(expire_at=timezone.now() - datetime.timedelta(minutes=1))
    assert publish_due().expired == 1
    module.refresh_from_db()
    assert not module.live


def test_a_slug_is_unique_on_the_site(module, catalogue, browser):
    other = factories.course(catalogue, title="Another", slug="another")
    url = reverse("wagtailadmin_pages:add", args=["courses", "modulepage", other.pk])
    response = browser.post(url, form(text="Short."))
    assert "is the slug of another module" in response.content.decode()
    with pytest.raises(ValidationError, match="is the slug of another module"):
        factories.module(other)


def test_a_copy_with_a_taken_slug_is_refused_with_a_message(module, catalogue, browser):
    other = factories.course(catalogue, title="Another", slug="another")
    data = {"new_title": "Copy", "new_slug": "light", "new_parent_page": other.pk}
    response = browser.post(reverse("wagtailadmin_pages:copy", args=[module.pk]), data, follow=True)
    assert "Give the copy another one" in told(response)
    data["new_slug"] = "light-two"
    browser.post(reverse("wagtailadmin_pages:copy", args=[module.pk]), data)
    assert ModulePage.objects.get(slug="light-two").site_slug == "light-two"


def test_a_module_with_answers_cannot_be_deleted_and_says_why(module, learner, browser):
    from courses.services import begin

    begin(user=learner, module=module)
    response = browser.post(reverse("wagtailadmin_pages:delete", args=[module.pk]), follow=True)
    assert "Unpublish it instead" in told(response)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    response = browser.post(f"{url}?id={module.pk}&next=/admin/", follow=True)
    assert "Unpublish it instead" in told(response)
    assert ModulePage.objects.filter(pk=module.pk).exists()


def test_a_module_nobody_took_can_be_deleted(draft, browser):
    browser.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
    assert not ModulePage.objects.filter(pk=draft.pk).exists()
