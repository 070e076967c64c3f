"""The admin's pages of productions, and who gets in."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.admin.ui.menus.pages import get_page_header_buttons

from generation import pipeline, services
from generation.models import Production, State
from generation.queries import script_of
from tests import approving, factories
from tests.lesson import block, single

pytestmark = pytest.mark.django_db


def urls_of(production):
    named = ("production", "live", "review")
    urls = [reverse(f"generation:{name}", args=[production.pk]) for name in named]
    kinds = ("video", "audio", "cover", "captions", "reference_html", "reference_pdf", "reference_letter")
    urls += [reverse("generation:file", args=[production.pk, kind]) for kind in kinds]
    urls += [reverse("generation:slide", args=[production.pk, 0])]
    return [*urls, reverse("generation:make", args=[production.module_id]), reverse("generation:productions")]


def actions_on(production):
    named = ("retry", "approve", "approve_passages", "send_back", "mend", "rebuild")
    return [reverse(f"generation:{name}", args=[production.pk]) for name in named]


@pytest.mark.parametrize("who", ["learner", "outsider", "manager", "foreign_manager"])
def test_who_neither_makes_nor_reviews_is_kept_out_of_every_page(request, signed_in, made, who):
    browser = signed_in(request.getfixturevalue(who))
    for url in urls_of(made):
        response = browser.get(url)
        assert response.status_code in (302, 404), url
        assert not response.has_header("Accept-Ranges"), url
    for url in actions_on(made):
        assert browser.post(url, {"seen": made.seen}).status_code in (302, 404), url
    made.refresh_from_db()
    assert made.state == State.AWAITING_REVIEW


def test_someone_with_the_admin_but_without_a_role_finds_nothing(made, signed_in):
    person = factories.person("Ada")
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    browser = signed_in(person)
    assert {browser.get(url).status_code for url in urls_of(made)} == {404}
    assert {browser.post(url).status_code for url in actions_on(made)} == {404}


def test_signed_out_people_are_sent_to_sign_in(made, client):
    assert {client.get(url).status_code for url in urls_of(made)} == {302}


def test_its_author_may_watch_what_nobody_has_approved_yet(made, author, signed_in):
    response = signed_in(author).get(
        reverse("generation:file", args=[made.pk, "video"]), headers={"range": "bytes=0-9"}
    )
    assert response.status_code == 206
    assert b"".join(response.streaming_content) == b"0123456789"


def test_a_file_that_was_not_made_is_404(production, author, signed_in):
    browser = signed_in(author)
    assert browser.get(reverse("generation:file", args=[production.pk, "video"])).status_code == 404
    assert browser.get(reverse("generation:file", args=[production.pk, "nonsense"])).status_code == 404
    assert browser.get(reverse("generation:slide", args=[production.pk, 0])).status_code == 404


def test_a_page_watches_as_long_as_there_is_something_to_watch(production, engines, author, signed_in):
    browser = signed_in(author)
    url = reverse("generation:production", args=[production.pk])
    assert "every 1s" in browser.get(url).content.decode()
    pipeline.finish(production, engines=engines)
    page = browser.get(reverse("generation:live", args=[production.pk])).content.decode()
    assert "every 1s" not in page
    assert "Review it" in page


def test_a_running_production_shows_what_it_is_doing(production, author, signed_in):
    claimed = services.claim(production_id=production.pk)
    services.report_progress(production=claimed, stage="narration", done=3, total=12)
    page = signed_in(author).get(reverse("generation:live", args=[production.pk])).content.decode()
    assert "Speaking it: 3 of 12" in page


def test_a_failed_production_says_why_and_goes_on_when_asked(production, engines, author, signed_in):
    engines.speech().fails_at = "gaffer"
    pipeline.finish(production, engines=engines)
    browser = signed_in(author)
    url = reverse("generation:production", args=[production.pk])
    page = browser.get(url).content.decode()
    assert "The voice did not speak." in page and "Try again" in page
    browser.post(reverse("generation:retry", args=[production.pk]))
    production.refresh_from_db()
    assert production.state == State.QUEUED


def queries_of(browser, url):
    browser.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(url).status_code == 200
    return len(queries)


def test_the_list_costs_the_same_for_one_and_for_many(made, course, author, signed_in):
    browser, url = signed_in(author), reverse("generation:productions")
    for_one = queries_of(browser, url)
    for number in range(5):
        factories.module(course, owner=author, slug=f"m{number}", title=f"Module {number}")
    assert queries_of(browser, url) == for_one
    page = browser.get(url).content.decode()
    assert "Module 4" in page and "Awaiting review" in page


def test_an_author_asks_for_media_of_a_draft(draft, author, signed_in):
    browser = signed_in(author)
    url = reverse("generation:make", args=[draft.pk])
    assert "which is a draft" in browser.get(url).content.decode()
    assert not Production.objects.exists()
    browser.post(url)
    browser.post(url)
    assert Production.objects.get().revision_id == draft.latest_revision_id


def test_who_may_edit_a_module_is_offered_its_media(module, course, author, reviewer):
    def offered(page, person):
        return [button.label for button in get_page_header_buttons(page, person, None, "edit")]

    assert "Make media" in offered(module, author)
    assert "Make media" not in offered(module, reviewer)
    assert "Make media" not in offered(course, author)


def test_the_review_page_sets_the_script_beside_its_source(made, reviewer, signed_in):
    page = signed_in(reviewer).get(reverse("generation:review", args=[made.pk])).content.decode()
    assert "not reviewed" in page
    assert "Fake voice 1" in page
    assert "A brief is a list of things someone can check." in page
    assert page.count('name="line"') == sum(len(one["lines"]) for one in script_of(made))
    assert reverse("generation:slide", args=[made.pk, 0]) in page


def test_the_review_page_asks_the_database_no_more_for_a_longer_lesson(
    course, author, reviewer, signed_in, engines
):
    def review_of(slug, paragraphs):
        text = "".join(f"<p>Paragraph number {number}.</p>" for number in range(paragraphs))
        body = [block("rich_text", {"text": text, "purpose": "teach"}), single()]
        module = factories.module(course, owner=author, slug=slug, title=slug, body=body)
        made = pipeline.finish(module.productions.get(), engines=engines)
        return reverse("generation:review", args=[made.pk])

    browser = signed_in(reviewer)
    assert queries_of(browser, review_of("short", 1)) == queries_of(browser, review_of("long", 9))


def test_a_reviewer_approves_what_they_saw(made, reviewer, signed_in):
    approving.approve_passages(made, reviewer)
    signed_in(reviewer).post(reverse("generation:approve", args=[made.pk]), {"seen": made.seen})
    made.refresh_from_db()
    assert made.state == State.PUBLISHED


def test_an_author_is_told_who_approves_and_cannot(made, author, signed_in):
    browser = signed_in(author)
    page = browser.get(reverse("generation:review", args=[made.pk])).content.decode()
    assert "Reviewers and L&amp;D admins approve media." in page
    response = browser.post(reverse("generation:approve", args=[made.pk]), {"seen": made.seen})
    assert response.status_code == 409
    made.refresh_from_db()
    assert made.state == State.AWAITING_REVIEW


def test_sending_back_shows_the_author_the_reason(made, reviewer, author, signed_in):
    url = reverse("generation:send_back", args=[made.pk])
    signed_in(reviewer).post(url, {"reason": "Scene two is too fast."})
    page = signed_in(author).get(reverse("generation:production", args=[made.pk])).content.decode()
    assert "Sent back" in page and "Scene two is too fast." in page


def test_a_refused_mend_keeps_what_was_written(made, reviewer, signed_in):
    passage = next(one for one in script_of(made) if len(one["lines"]) == 2)
    typed = {"source": passage["source"], "line": ["A line worth keeping.", " "]}
    response = signed_in(reviewer).post(reverse("generation:mend", args=[made.pk]), typed)
    assert response.status_code == 409
    assert "A line worth keeping." in response.content.decode()
    assert "A line must say something" in response.content.decode()


def test_a_mended_line_goes_back_to_the_line(made, reviewer, signed_in):
    passage = next(one for one in script_of(made) if len(one["lines"]) == 1)
    signed_in(reviewer).post(
        reverse("generation:mend", args=[made.pk]), {"source": passage["source"], "line": ["Other words."]}
    )
    made.refresh_from_db()
    assert made.state == State.QUEUED
