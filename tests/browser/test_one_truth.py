"""One person, one figure: the learner, their manager and an author read the same, and may ask why."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.played import questions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def five(course, author):
    return questions(5, parent=course, owner=author)


def take(page: Page, module) -> None:
    """Answer its questions in the player: all at the first try but the third."""
    page.goto("/")
    page.get_by_role("link", name=module.title).first.click()
    page.get_by_role("button", name="Start").click()
    for number in range(1, 6):
        page.wait_for_url(f"**/{number}/")
        if number == 3:
            answer(page, "Moody lighting", "Answer")
        answer(page, "One warm lamp, frame left", "Try again" if number == 3 else "Answer")
        expect(page.locator("[data-summary]")).to_contain_text("Right")
        page.locator("[data-next]").click()
    expect(page.get_by_text("4 of 5 questions right at the first try.")).to_be_visible()


def answer(page: Page, words: str, button: str) -> None:
    page.get_by_label(words).check()
    page.get_by_role("button", name=button).click()
    expect(page.locator("[data-summary]")).to_be_focused()


def standing(page: Page) -> list[str]:
    """The figure, and what the next level asks for, as a page words them."""
    parts = [page.get_by_role("region", name=name) for name in ("Where it stands", "What the next level")]
    return [" ".join(part.inner_text().split()) for part in parts]


def test_learner_manager_and_author_read_one_figure_with_its_reasons(
    open_browser, learner, manager, author, five, team
):
    learning = open_browser()
    sign_in(learning, learner)
    take(learning, five)
    learning.goto(reverse("reports:why", args=["prompt-craft"]))
    own = standing(learning)
    assert re.search(r"Apprentice .*about \d+ would be right, by 6 pieces of evidence", own[0])
    assert "For Practitioner" in own[1] and "Labs passed" in own[1]
    expect(learning.get_by_text("Moody lighting").first).to_be_visible()

    managing = open_browser(manager)
    managing.goto(reverse("reports:person_why", args=[team.pk, learner.pk, "prompt-craft"]))
    assert standing(managing) == own
    expect(managing.get_by_text("Moody lighting")).to_have_count(0)

    writing = open_browser(author)
    writing.goto(reverse("learners:taken", args=[five.pk]))
    row = writing.get_by_role("row", name=str(learner))
    expect(row).to_contain_text("Apprentice")
    row.get_by_role("link").first.click()
    assert standing(writing) == own
    expect(writing.get_by_text("Moody lighting")).to_have_count(0)
