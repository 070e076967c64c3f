"""Modules that run too long or lack their share of story, as their authors and reviewers meet them."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from courses import services
from courses.models import ModulePage, ShareWaiver
from courses.narration import narrate
from courses.queries import spoken_digest
from courses.services import set_up_review
from courses.services.schedule import publish_due
from tests import factories
from tests.browser.conftest import sign_in
from tests.browser.editor import Editor
from tests.lesson import lesson_body

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DESKTOP = {"viewport": {"width": 1360, "height": 960}}
BRIEF = "Name the source, the side, the colour and the quality of the light. "
SCENE = "Forty frames of a ferry hang on the wall, and there is not one lamp in any of them. "


@pytest.fixture
def at_work(open_browser, course):
    """at_work(person, address): the editor there, in front of that person."""
    factories.competency()
    factories.character()
    open_browser.complaints.allow(r"400 POST .*/admin/pages/(add|\d+)/")

    def opened(person, address: str) -> Editor:
        page = open_browser(**DESKTOP)
        sign_in(page, person)
        page.goto(address)
        return Editor(page)

    return opened


def ask(editor: Editor) -> None:
    question = editor.add("Single choice", question="Which line can a gaffer check?")
    editor.add_to_list(f"{question}-choices")
    for number, text in enumerate(("One warm lamp, frame left", "Moody light")):
        editor.fill(f"{question}-choices-{number}-value-text", text)
        editor.fill(f"{question}-choices-{number}-value-feedback", f"About “{text}”.")
    editor.tick(f"{question}-choices-0-value-correct")


def tell(editor: Editor, sentences: int) -> None:
    scene = editor.add("Story scene", setting="Stage 4, 6.40 in the morning")
    editor.fill(f"{scene}-lines-0-value-text", SCENE * sentences)


def write_seventeen_minutes(editor: Editor) -> None:
    editor.page.get_by_placeholder("Page title").fill("Light that can be checked")
    editor.fill("objective", "Brief light so that anyone can check it.")
    parts = (("Say where it comes from", 100), ("Say how it falls", 92))
    for number, (heading, sentences) in enumerate(parts):
        editor.add("Heading", text=heading)
        editor.add("Text")
        editor.write(BRIEF * sentences, text=number)
        ask(editor)


def test_an_author_splits_seventeen_minutes_mends_the_share_and_publishes(at_work, author, course):
    editor = at_work(author, reverse("wagtailadmin_pages:add", args=["courses", "modulepage", course.pk]))
    page = editor.page
    write_seventeen_minutes(editor)
    expect(editor.clock.locator(".clock-over").first).to_contain_text("too long")
    expect(editor.clock).to_contain_text("It cannot be published yet.")
    expect(editor.clock).to_contain_text("or split it before “Say how it falls”")

    editor.clock.get_by_role("link", name="Split it").first.click()
    page.get_by_role("button", name="Split the module").click()
    expect(page.get_by_text("is 2 drafts now")).to_be_visible()
    first, second = ModulePage.objects.child_of(course).order_by("path")
    assert not first.live and not second.live

    page.goto(reverse("wagtailadmin_pages:edit", args=[first.pk]))
    editor.blocks = 3
    expect(editor.clock.locator(".clock-over")).to_have_count(0)
    expect(editor.clock).to_contain_text("Story takes 0% of the module")
    tell(editor, 12)
    expect(editor.clock).to_contain_text("It may be published.")
    editor.publish()
    expect(page.get_by_role("status").filter(has_text="published")).to_be_visible()
    first.refresh_from_db()
    assert first.live and not ModulePage.objects.get(pk=second.pk).live


def test_the_way_from_a_problem_leads_to_its_block(at_work, author, course):
    editor = at_work(author, reverse("wagtailadmin_pages:add", args=["courses", "modulepage", course.pk]))
    editor.page.get_by_placeholder("Page title").fill("Light")
    editor.add("Text")
    editor.write(BRIEF)
    heading = editor.add("Heading", text="")
    problem = editor.clock.get_by_role("listitem").filter(has_text="Heading: Text")
    problem.get_by_role("link", name="Go there").click()
    expect(editor.page.locator(f"[name='{heading}-text']")).to_be_in_viewport()


def test_a_reviewer_waives_a_share_with_a_reason(at_work, author, reviewer, course):
    body = [one for one in lesson_body() if one["type"] != "story_scene"]
    module = factories.module(course, owner=author, body=body, publish=False)
    set_up_review()
    module.get_workflow().start(module, author)

    editor = at_work(reviewer, reverse("wagtailadmin_pages:edit", args=[module.pk]))
    expect(editor.clock).to_contain_text("once someone waives its share of story")
    editor.clock.get_by_role("link", name="Waive it").click()
    reason = "A safety notice for tonight. A scene would keep people from it."
    editor.page.get_by_label("Why this module is better so").fill(reason)
    editor.page.get_by_role("button", name="Waive the share").click()
    expect(editor.clock).to_contain_text(reason)
    expect(editor.clock).to_contain_text("It may be published.")
    waiver = ShareWaiver.objects.get(module=module)
    assert (waiver.reason, waiver.waived_by) == (reason, reviewer)
    history = at_work(author, reverse("wagtailadmin_pages:history", args=[module.pk])).page
    expect(history.get_by_text(reason)).to_be_visible()


def schedule(page: Page, at: datetime.datetime) -> None:
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name="Set schedule").click()
    dialog = page.get_by_role("dialog")
    # Wagtail's own save must be over: two at once, and it warns of a version from another window.
    with page.expect_response("**/edit/"):
        dialog.get_by_label("Go live date/time").fill(timezone.localtime(at).strftime("%Y-%m-%d %H:%M"))
    dialog.get_by_role("heading").first.click()  # away from the calendar that opened over the button
    dialog.get_by_role("button", name="Save schedule").click()
    expect(page.get_by_role("status").filter(has_text="has been updated")).to_be_visible()
    page.locator("footer .w-dropdown__toggle").click()
    page.get_by_role("button", name="Schedule to publish").click()
    expect(page.get_by_role("status").filter(has_text="has been scheduled")).to_be_visible()


def test_what_was_scheduled_and_grew_too_long_stays_a_draft_and_its_author_is_told(at_work, author, course):
    module = factories.module(course, owner=author, publish=False)
    editor = at_work(author, reverse("wagtailadmin_pages:edit", args=[module.pk]))
    at = timezone.now() + datetime.timedelta(hours=2)
    schedule(editor.page, at)

    # A slower voice, heard since.
    said = [one for part in narrate(module.lesson()) for one in part.passages]
    services.record_spoken_seconds(measured={spoken_digest(one): 90.0 for one in said})
    done = publish_due(at=at + datetime.timedelta(minutes=1))
    assert (done.published, done.refused) == (0, 1)
    module.refresh_from_db()
    assert not module.live
    [told] = mail.outbox
    assert told.to == [author.email] and "over fifteen minutes" in told.body

    editor.page.goto(reverse("wagtailadmin_pages:edit", args=[module.pk]))
    expect(editor.clock.locator(".clock-over").first).to_contain_text("too long")
