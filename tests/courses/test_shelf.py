"""Modules as cards, and what odd modules do to the pages that show them."""

import datetime

import pytest
from django.urls import reverse

from courses.models import ModulePage
from courses.queries import outlines, steps_of
from tests import factories, lesson


def test_a_slug_in_any_script_opens_everywhere(signed_in, learner, course):
    module = factories.module(course, title="Señal", slug="señal", body=[lesson.single()])
    client = signed_in(learner)
    client.post(reverse("courses:start", args=["señal"]))
    addresses = [reverse(name) for name in ("home", "reports:record")]
    addresses += [module.get_url(), course.get_url(), reverse("gamification:moved", args=["señal"])]
    addresses += [reverse("courses:step", args=["señal", 1]), reverse("courses:end", args=["señal"])]
    assert {client.get(one).status_code for one in addresses} == {200}


def test_a_draft_that_is_looked_at_changes_nothing_for_learners(signed_in, author, module):
    draft = module.get_latest_revision_as_object()
    draft.body = ModulePage.body.field.stream_block.to_python([lesson.single("another")])
    draft.save_revision()
    looked_at = reverse("wagtailadmin_pages:view_draft", args=[module.pk])
    assert signed_in(author).get(looked_at).status_code == 200
    published = ModulePage.objects.get(pk=module.pk)
    assert len(outlines([published])[module.pk].steps) == len(steps_of(published)) > 1


@pytest.mark.parametrize("visit", ["the first", "the second"])
def test_a_module_without_a_block_breaks_no_page(signed_in, learner, module, visit):
    ModulePage.objects.filter(pk=module.pk).update(body="[]")
    client = signed_in(learner)
    pages = ["/", module.get_url(), reverse("courses:catalogue")]
    for _ in range(1 if visit == "the first" else 2):
        assert {client.get(page, follow=True).status_code for page in pages} == {200}
    assert client.get(reverse("courses:step", args=[module.slug, 1])).status_code == 404


def test_a_number_that_a_restored_database_gives_again_is_another_version(module):
    """A process that went on while an older backup came back has met this number with other words."""
    before = outlines([module])[module.pk]
    again = ModulePage.objects.get(pk=module.pk)
    again.body = ModulePage.body.field.stream_block.to_python([lesson.single("another")])
    again.last_published_at += datetime.timedelta(minutes=1)
    again.save()
    assert again.live_revision_id == module.live_revision_id
    assert outlines([again])[module.pk].steps != before.steps
