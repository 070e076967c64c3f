"""How pages are found by their address, and when what stands above them hides them."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from courses.addresses import above, address
from tests import factories, lesson
from tests.media import attached


@pytest.fixture
def client(signed_in, learner):
    return signed_in(learner)


def everywhere(module, media) -> list[str]:
    """Every address a learner reaches a module by."""
    names = ("resume", "watch", "listen", "reference", "end")
    return [
        module.get_url(),
        reverse("courses:page", args=[module.pk]),
        *(reverse(f"courses:{name}", args=[module.slug]) for name in names),
        reverse("courses:step", args=[module.slug, 1]),
        reverse("courses:media", args=[media.pk, "video"]),
        reverse("gamification:moved", args=[module.slug]),
    ]


def test_a_module_under_a_course_that_is_not_published_is_404(client, module, course):
    media = attached(module)
    client.post(reverse("courses:start", args=[module.slug]))
    pages = everywhere(module, media)
    assert {client.get(page, follow=True).status_code for page in pages} == {200}
    course.unpublish()
    assert {client.get(page, follow=True).status_code for page in pages} == {404}
    assert module.title not in client.get("/").content.decode()
    assert client.post(reverse("courses:start", args=[module.slug])).status_code == 404


def test_a_module_under_a_catalogue_that_is_not_published_is_404(client, module, catalogue):
    catalogue.unpublish()
    assert client.get(module.get_url()).status_code == 404
    assert client.get(reverse("courses:step", args=[module.slug, 1])).status_code == 404


def test_its_author_and_a_reviewer_still_look_at_it(signed_in, author, reviewer, module, course):
    course.unpublish()
    looked_at = reverse("wagtailadmin_pages:view_draft", args=[module.pk])
    assert signed_in(author).get(looked_at).status_code == 200
    assert signed_in(reviewer).get("/admin/").status_code == 200


def test_pages_are_found_where_wagtail_says_they_are(client, module, course, catalogue):
    for page in (module, course, catalogue):
        assert address(page.url_path) == page.get_url()
        assert client.get(page.get_url()).context["page"] == page
    assert above(module.url_path) == course.url_path


@pytest.mark.parametrize(
    "there", ["catalogue/brief/gone/", "catalogue/gone/light/", "catalogue/brief/light/more/"]
)
def test_what_is_nowhere_is_404(client, module, there):
    assert client.get(f"/{there}").status_code == 404


def test_a_draft_is_not_found_by_its_address(client, draft):
    assert client.get(draft.get_url()).status_code == 404


def test_wagtails_own_answers_about_methods_come_first(client, module):
    assert "GET" in client.options(module.get_url())["Allow"]


def test_a_link_in_a_lesson_leads_to_the_page_wherever_it_stands_now(client, course):
    linked = factories.module(course, title="Linked", slug="linked", body=[lesson.single()])
    words = f'<p>See <a linktype="page" id="{linked.pk}">that one</a>.</p>'
    text = lesson.block("rich_text", {"text": words, "purpose": "teach"})
    page = factories.module(course, body=[text, lesson.single()])
    there = reverse("courses:page", args=[linked.pk])
    shown = client.get(reverse("courses:step", args=[page.slug, 1])).content.decode()
    assert f'<a href="{there}">that one</a>' in shown
    linked.move(factories.course(course.get_parent(), slug="elsewhere"), pos="last-child")
    assert client.get(there)["Location"] == "/catalogue/elsewhere/linked/"
    linked.refresh_from_db()
    linked.unpublish()
    assert client.get(there).status_code == 404


def test_a_link_leads_to_no_page_outside_the_site(client, module):
    for page in (Page.get_first_root_node().pk, 10**30):
        assert client.get(reverse("courses:page", args=[page])).status_code == 404
