"""From made to seen: a reviewer hears it, mends a line, approves; only then do learners get it."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.roles import REVIEWERS
from courses.models import MediaSet
from generation import pipeline
from generation.models import StageRun, State
from generation.queries import slide_names
from tests import factories
from tests.browser.conftest import sign_in
from tests.browser.screening import Screening

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MENDED = "A brief lists what anyone on the floor can check."


def formats(page: Page) -> list[str]:
    return page.get_by_role("navigation", name="Formats").get_by_role("link").all_inner_texts()


def test_a_line_is_mended_another_reviewer_approves_and_only_then_learners_watch(
    open_browser, produced, reviewer, learner, module
):
    watching = open_browser(learner)
    watching.goto(reverse("courses:step", args=[module.slug, 1]))
    assert formats(watching) == []

    page = open_browser()
    sign_in(page, reviewer)
    page.get_by_role("link", name="Studio").click()
    page.get_by_role("link", name="Productions").click()
    page.locator("#listing-results").get_by_role("link", name=module.title).click()
    page.get_by_role("link", name="Review it").click()
    plays_from_a_chapter_and_from_a_slide(page)
    mend_a_line(page, produced)
    page.get_by_role("link", name="Review it").click()
    expect(page.get_by_text("The author wrote: A brief is a list")).to_be_visible()
    expect(page.locator(".review-passage").nth(2).locator(".review-words")).to_have_text(MENDED)
    expect(page.get_by_text("You wrote part of this. Ask another reviewer to approve it.")).to_be_visible()
    assert not MediaSet.objects.exists()

    other = open_browser(factories.person("Noor", roles=[REVIEWERS]))
    other.goto(reverse("generation:review", args=[produced.pk]))
    other.get_by_role("button", name="Approve these").click()
    expect(other.get_by_text("No passage waits")).to_be_visible()
    other.get_by_role("button", name="Approve the whole").click()
    expect(other.get_by_text("Approved. Learners get it as soon as")).to_be_visible()
    watching.reload()
    assert formats(watching) == ["Read", "Watch", "Listen", "Quick reference"]
    watching.get_by_role("link", name="Watch").click()
    expect(watching.locator("[data-cue]", has_text="anyone on the floor can check")).to_be_visible()
    assert Screening(watching).state("duration") == pytest.approx(MediaSet.objects.get().seconds, abs=0.2)


def test_an_author_may_look_and_not_approve_their_own(open_browser, produced, author):
    page = open_browser(author)
    page.goto(reverse("generation:production", args=[produced.pk]))
    page.get_by_role("link", name="Review it").click()
    expect(page.get_by_text("Reviewers and L&D admins approve media.")).to_be_visible()
    assert page.get_by_role("button", name="Approve").count() == 0


def plays_from_a_chapter_and_from_a_slide(page: Page) -> None:
    screening = Screening(page)
    page.get_by_role("button", name="Stage 4, 6.40 in the morning").click()
    screening.until("currentTime > 42")
    assert screening.caption()[0] < 47
    page.get_by_role("button", name="Play from").nth(2).click()
    screening.until("currentTime < 12")
    screening.pause()


def mend_a_line(page: Page, produced) -> None:
    before = dict(produced.outputs)
    passage = page.locator(".review-passage").nth(2)
    passage.get_by_text("Mend the words of passage 3").click()
    passage.get_by_role("textbox").fill(MENDED)
    passage.get_by_role("button", name="Mend this passage").click()
    expect(page.get_by_text("That passage is being made again.")).to_be_visible()
    expect(page.get_by_text("A worker will take it up in a moment.")).to_be_visible()
    rebuilt = pipeline.finish(produced)
    assert rebuilt.state == State.AWAITING_REVIEW and rebuilt.outputs["video"] != before["video"]
    expect(page.get_by_text("Everything is made.")).to_be_visible()
    spoken = StageRun.objects.filter(production=produced, stage="narration").latest("pk")
    assert spoken.made == 1 and spoken.reused == len(slide_names(rebuilt)) - 1
