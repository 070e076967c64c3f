"""A lab from scratch, in the admin."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield  # noqa: F401

from accounts.roles import AUTHORS
from accounts.services import sync_roles
from config.permissions import granted
from labs.models import Lab
from labs.queries import embargoed_titles, reasons
from labs.registry import FOLDERS, types
from tests.labs import making


def form(**said):
    cases = {"cases-count": str(len(making.CASES))}
    for number, case in enumerate(making.CASES):
        cases |= {f"cases-{number}-deleted": "", f"cases-{number}-order": str(number)}
        cases |= {f"cases-{number}-value-{name}": value for name, value in case.items()}
    task = {"guideline": "Power may be mocked.", "to_pass": "75"} | cases
    value = {f"task-0-value-{name}": one for name, one in task.items()}
    stream = {"task-count": "1", "task-0-deleted": "", "task-0-order": "0", "task-0-type": "edgy_or_harmful"}
    told = {"title": "New", "slug": "new", "introduction": "Try.", "context": "a joke", "minutes": "5"}
    told |= {"criteria-count": "0", "review_to_pass": "60"}
    return told | stream | value | said


def test_an_author_makes_a_lab_keeps_it_as_a_draft_and_publishes_it(signed_in, author):
    client = signed_in(author)
    client.post(reverse("wagtailsnippets_labs_lab:add"), form())
    lab = Lab.objects.get(slug="new")
    assert not lab.live and len(lab.asked["cases"]) == 4
    edit = reverse("wagtailsnippets_labs_lab:edit", args=[lab.pk])
    assert reverse("labs:trial", args=["new"]) in client.get(edit).text
    client.post(edit, form(**{"action-publish": "1"}))
    assert Lab.objects.get(slug="new").live


def test_a_task_that_lacks_cases_is_kept_as_a_draft_and_neither_published_nor_tried(signed_in, author):
    client, lacking = signed_in(author), form(**{"cases-count": "0", "task-0-value-cases-count": "0"})
    refused = client.post(reverse("wagtailsnippets_labs_lab:add"), lacking | {"action-publish": "1"})
    assert refused.status_code == 200 and not Lab.objects.exists()
    client.post(reverse("wagtailsnippets_labs_lab:add"), lacking)
    assert not Lab.objects.get(slug="new").live
    answer = client.post(reverse("labs:trial", args=["new"]))
    assert answer.status_code == 409 and "This draft is not whole yet" in answer.text
    assert not author.lab_runs.exists()


def test_a_lab_without_a_type_is_told_to_choose_one(signed_in, author):
    nothing = {"task-count": "0", "action-publish": "1"}
    said = {name: one for name, one in form(**nothing).items() if not name.startswith("task-0")}
    refused = signed_in(author).post(reverse("wagtailsnippets_labs_lab:add"), said)
    assert refused.status_code == 200 and "Choose a type of lab and fill it in." in refused.text


@pytest.mark.parametrize("name", FOLDERS)
def test_a_half_written_draft_of_every_type_is_kept(signed_in, author, name):
    """Nothing but the type is chosen: the editor saves by itself while somebody writes."""
    block = Lab.task.field.stream_block
    empty = block.to_python([{"type": name, "value": {}}])
    block.clean_deferred(empty)
    with pytest.raises(ValidationError):
        block.clean(empty)


def test_where_authors_do_not_publish_they_keep_drafts(signed_in, author, settings):
    settings.GREENROOM_AUTHORS_PUBLISH = False
    sync_roles(grants=granted())
    assert not Group.objects.get(name=AUTHORS).permissions.filter(codename="publish_lab").exists()
    signed_in(author).post(reverse("wagtailsnippets_labs_lab:add"), form(**{"action-publish": "1"}))
    assert not Lab.objects.filter(live=True).exists()


def test_a_lab_stays_of_its_type(lab, monkeypatch):
    monkeypatch.setattr(Lab, "name", property(lambda lab: lab.__dict__.get("called", "edgy_or_harmful")))
    lab.called = "another"
    with pytest.raises(ValidationError, match="keeps its type"):
        lab.clean()


def test_every_type_has_its_name_its_words_and_its_page(db):
    from django.template.loader import get_template

    assert tuple(types()) == FOLDERS
    for name, one in types().items():
        assert one.name == name and one.label and one.summary and one.seconds > 0 and "/" in one.rule
        get_template(one.template)


def test_lessons_are_offered_the_published_labs(signed_in, author, course, lab):
    making.lab("unpublished", title="Not yet").unpublish()
    page = signed_in(author).get(reverse("wagtailadmin_pages:add", args=["courses", "modulepage", course.pk]))
    assert "A lab" in page.text and "Not yet" not in page.text


def test_what_the_studio_says_for_its_labs_is_read_without_being_written(home, client):
    from labs.models import LabSettings

    assert "It breaks a restriction" in reasons() and embargoed_titles() == []
    assert not LabSettings.objects.exists()
    LabSettings.objects.create(
        site=home.get_site(), reasons="Too blue\n\nToo long\n", embargoed=" Night Ferry 2 \n"
    )
    assert reasons() == ["Too blue", "Too long"] and embargoed_titles() == ["Night Ferry 2"]
