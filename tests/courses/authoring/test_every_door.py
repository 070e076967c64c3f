"""Every door to going live, and the one gate behind each. Wagtail's API has its own file: test_door_api.py.

What stands at each door is a lesson that asks nothing. A restored backup is a whole database, and no door.
"""

import datetime
import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import get_resolver, reverse
from django.utils import timezone
from wagtail.actions import action_registry
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page, Revision

from config.demo import lessons
from courses.models import CoursePage, ModulePage
from courses.publishing import NotPublishable
from courses.tasks import publish_scheduled
from tests import factories
from tests.courses.authoring.reviewing import CLEARED, act, hand_in, task_of
from tests.courses.editing import edit, form, in_an_hour, short
from tests.lesson import block

UNASKED = [block("rich_text", {"text": "<p>Only text.</p>", "purpose": "teach"})]
WORDS = "Only text."
REFUSED = "Nothing asks the learner to decide"


@pytest.fixture
def browser(signed_in, ld_admin):
    return signed_in(ld_admin)


def spoil(page, **fields):
    """A new draft of a page that asks nothing."""
    page = page.get_latest_revision_as_object()
    page.body = ModulePage.body.field.stream_block.to_python(UNASKED)
    for name, value in fields.items():
        setattr(page, name, value)
    return page.save_revision()


def spoil_what_is_live(page):
    """As if the gate had become stricter since: what is live would not pass it any more."""
    ModulePage.objects.filter(pk=page.pk).update(body=json.dumps(UNASKED))
    page = ModulePage.objects.get(pk=page.pk)
    page.save_revision(clean=False)
    return page


@pytest.fixture
def kept_out(module):
    """kept_out() holds as long as learners see of `module` what they saw before."""
    before = module.live_revision_id

    def check():
        page = ModulePage.objects.get(pk=module.pk)
        return (page.live_revision_id, page.scheduled_revision) == (before, None) and len(page.body) > 1

    return check


def test_the_publish_button(browser, module, kept_out):
    answer = edit(browser, module, text=WORDS, **{"action-publish": "1"})
    assert REFUSED in answer.content.decode()
    assert kept_out()


def test_creating_and_publishing_at_once(browser, course):
    url = reverse("wagtailadmin_pages:add", args=["courses", "modulepage", course.pk])
    answer = browser.post(url, form(text=WORDS, slug="new-one", **{"action-publish": "1"}))
    assert REFUSED in answer.content.decode()
    assert not ModulePage.objects.filter(slug="new-one").exists()


def test_publishing_an_earlier_version_in_the_editor(browser, module, kept_out):
    earlier = spoil(module)
    module.save_revision()
    url = reverse("wagtailadmin_pages:revisions_revert", args=[module.pk, earlier.pk])
    assert WORDS in browser.get(url).content.decode()
    answer = browser.post(url, form(text=WORDS, revision=earlier.pk, **{"action-publish": "1"}))
    assert REFUSED in answer.content.decode()
    assert kept_out()


def test_publishing_an_earlier_version_by_code(module, kept_out):
    earlier = spoil(module)
    module.save_revision()
    with pytest.raises(NotPublishable, match=REFUSED):
        earlier.publish()
    assert kept_out()


def test_going_back_to_an_earlier_version_makes_a_draft(module, ld_admin, kept_out):
    earlier = spoil(module)
    module.save_revision()
    action = action_registry.get_action_class(ModulePage, "revert")
    back = action(ModulePage.objects.get(pk=module.pk), revision=earlier, user=ld_admin).execute()
    assert kept_out()
    with pytest.raises(NotPublishable):
        back.publish()
    assert kept_out()


@pytest.mark.usefixtures("studio_review")
def test_handing_it_in(browser, draft):
    answer = edit(browser, draft, text=WORDS, slug="a-draft", **{"action-submit": "1"})
    assert REFUSED in answer.content.decode()
    assert not task_of(draft)


def test_the_last_approval(ready, author, ld_admin, reviewer, signed_in):
    hand_in(ready, author)
    act(signed_in(reviewer), ready, "approve")
    spoil(ready)
    act(signed_in(ld_admin), ready, "approve", **CLEARED)
    assert not ModulePage.objects.get(pk=ready.pk).live
    assert task_of(ready) == "Rights check"


def test_a_task_that_is_approved_by_code(ready, author, ld_admin):
    hand_in(ready, author)
    ModulePage.objects.get(pk=ready.pk).current_workflow_task_state.approve(user=ld_admin)
    spoil(ready)
    with pytest.raises(NotPublishable, match=REFUSED):
        ModulePage.objects.get(pk=ready.pk).current_workflow_task_state.approve(user=ld_admin)
    assert not ModulePage.objects.get(pk=ready.pk).live
    assert task_of(ready) == "Rights check"


def test_an_approval_on_a_date_is_a_schedule_and_no_more(ready, author, reviewer, signed_in):
    newest = ready.get_latest_revision_as_object()
    newest.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    newest.save_revision(user=author)
    hand_in(ready, author)
    for _ in range(2):
        act(signed_in(reviewer), ready, "approve", **CLEARED)
    page = ModulePage.objects.get(pk=ready.pk)
    assert not page.live and page.approved_schedule


def test_scheduling_in_the_editor(browser, module, kept_out):
    answer = edit(browser, module, text=WORDS, go_live_at=in_an_hour(), **{"action-publish": "1"})
    assert REFUSED in answer.content.decode()
    assert kept_out()


@pytest.mark.parametrize("kind", ["module", "draft"])
def test_scheduling_by_code(kind, request):
    page = request.getfixturevalue(kind)
    late = spoil(page, go_live_at=timezone.now() + datetime.timedelta(hours=1))
    with pytest.raises(ValidationError, match=REFUSED):
        late.publish()
    assert not ModulePage.objects.get(pk=page.pk).approved_schedule


@pytest.mark.parametrize("door", [publish_scheduled, lambda: call_command("publish_scheduled")])
def test_the_hour_it_was_scheduled_for(door, module, kept_out):
    late = spoil(module)
    past = timezone.now() - datetime.timedelta(minutes=1)
    Revision.objects.filter(pk=late.pk).update(approved_go_live_at=past)
    door()
    assert kept_out()


@pytest.mark.parametrize("below", [False, True])
def test_publishing_many_at_once(below, browser, course, draft):
    spoil(draft)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    chosen, ticked = (course, {"include_descendants": "on"}) if below else (draft, {})
    answer = browser.post(f"{url}?id={chosen.pk}&next=/admin/", ticked, follow=True)
    assert REFUSED in answer.content.decode()
    assert not ModulePage.objects.get(pk=draft.pk).live


def test_unpublishing_and_publishing_again(module):
    page = ModulePage.objects.get(pk=module.pk)
    page.unpublish()
    spoil_what_is_live(page)
    with pytest.raises(NotPublishable, match=REFUSED):
        ModulePage.objects.get(pk=module.pk).latest_revision.publish()
    assert not ModulePage.objects.get(pk=module.pk).live


def test_saving_it_as_live(draft):
    page = spoil(draft).as_object()
    page.live = True
    with pytest.raises(NotPublishable, match=REFUSED):
        page.save()
    assert not ModulePage.objects.get(pk=draft.pk).live


@pytest.mark.parametrize("door", ["copy", "create_alias"])
def test_a_live_copy_of_what_would_not_pass_any_more(door, module):
    page = spoil_what_is_live(module)
    with pytest.raises(NotPublishable, match=REFUSED):
        if door == "copy":
            page.copy(update_attrs={"slug": "twin"}, keep_live=True)
        else:
            page.create_alias(update_slug="twin")
    assert ModulePage.objects.count() == 1


def test_copying_with_publish_copies_ticked(browser, module, course):
    page = spoil_what_is_live(module)
    data = {"new_title": "Twin", "new_slug": "twin", "new_parent_page": course.pk, "publish_copies": "on"}
    answer = browser.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data, follow=True)
    assert REFUSED in answer.content.decode()
    assert not ModulePage.objects.filter(slug="twin").exists()


def test_moving_a_draft_publishes_nothing(draft, catalogue):
    other = factories.course(catalogue, slug="another")
    ModulePage.objects.get(pk=draft.pk).move(other, pos="last-child")
    moved = ModulePage.objects.get(pk=draft.pk)
    assert moved.is_child_of(CoursePage.objects.get(pk=other.pk))
    assert not moved.live


def test_importing_with_publish(course, tmp_path, capsys):
    file = tmp_path / "lesson.md"
    file.write_text("---\nobjective: Say where a lamp stands.\n---\n# A lamp\n\nOnly text.\n")
    with pytest.raises((SystemExit, CommandError)) as stop:
        call_command("import_lesson", str(file), "--course", course.slug, "--publish")
    assert getattr(stop.value, "code", 1) == 1
    assert REFUSED in "".join(capsys.readouterr())
    assert not ModulePage.objects.get(slug="a-lamp").live


def test_loading_the_demo(course, author, tmp_path, settings):
    settings.BASE_DIR = tmp_path
    file = tmp_path / "lamp.md"
    file.write_text("---\nslug: a-lamp\nobjective: Say where.\n---\n# A lamp\n\nOnly text.\n")
    with pytest.raises(lessons.NotPublished, match=REFUSED):
        lessons._load_module(file, course, author)
    assert not ModulePage.objects.filter(slug="a-lamp", live=True).exists()


def test_no_other_action_of_wagtail_is_a_door():
    """One that is new here needs a test above, or cannot make anything live."""
    makes_live = {"publish", "copy", "create_alias", "move", "revert"}
    does_not = {"create", "edit", "delete", "unpublish", "convert_alias", "copy_for_translation"}
    assert set(action_registry.get_actions_for_model(ModulePage)) == makes_live | does_not
    in_bulk = bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page")
    assert {action.action_type for action in in_bulk} == {"publish", "unpublish", "delete", "move"}


def test_wagtails_api_is_not_there(browser, module):
    assert browser.post(f"/api/pages/{module.pk}/actions/publish/").status_code == 404
    names = [key for key in get_resolver().reverse_dict if isinstance(key, str)]
    assert not [name for name in names if name.startswith("wagtailapi")]
    assert Page.objects.get(pk=module.pk).live


def test_what_may_go_live_does(browser, ready):
    answer = edit(browser, ready, body=short(), slug=ready.slug, **{"action-publish": "1"})
    assert answer.status_code == 302
    assert ModulePage.objects.get(pk=ready.pk).live
