"""Pages that an editor has made private in Wagtail."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction

from tests import factories, lesson


@pytest.fixture
def writers(db):
    return Group.objects.create(name="Writers’ room")


def close(page, group):
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(group)


def addresses(module):
    return [module.get_url(), *(reverse(f"courses:{name}", args=[module.slug]) for name in ("resume", "end"))]


def test_a_page_for_a_group_is_404_to_everyone_else(signed_in, learner, module, course, writers):
    close(course, writers)
    client = signed_in(learner)
    assert {client.get(one).status_code for one in [course.get_url(), *addresses(module)]} == {404}
    assert module.title not in client.get("/").content.decode()


def test_its_group_opens_it(signed_in, learner, module, course, writers):
    close(course, writers)
    learner.groups.add(writers)
    assert {signed_in(learner).get(one, follow=True).status_code for one in addresses(module)} == {200}


def test_a_page_behind_a_shared_password_is_404(signed_in, learner, module):
    kind = PageViewRestriction.PASSWORD
    PageViewRestriction.objects.create(page=module, restriction_type=kind, password="lamp")
    assert {signed_in(learner).get(one).status_code for one in addresses(module)} == {404}


def test_signed_out_it_leads_to_sign_in(module, writers):
    close(module, writers)
    assert Client().get(module.get_url())["Location"].startswith(reverse("account_login"))


def test_many_private_pages_cost_no_more_than_one(signed_in, learner, course, writers):
    client = signed_in(learner)

    def queries(number):
        page = factories.module(course, title=f"P{number}", slug=f"p{number}", body=[lesson.single()])
        close(page, writers)
        client.get("/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/")
        return len(asked)

    assert len({queries(number) for number in range(3)}) == 1
