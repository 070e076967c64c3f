"""Every way of asking, on a phone, by keyboard alone, with axe beside it."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import reverse
from playwright.sync_api import expect

from courses.models import Evidence
from courses.services import begin
from tests import factories
from tests.browser.inspection import EVERYTHING, RUN
from tests.browser.keyboard import Keyboard
from tests.courses.questions.bodies import PAIRS, STEPS, match, order, words

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"viewport": {"width": 390, "height": 844}}


def assert_no_fault(page) -> None:
    found = page.evaluate(RUN, EVERYTHING)
    assert [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found] == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")


def test_an_order_pairs_and_words_are_given_by_keyboard_on_a_phone(open_browser, course, author, learner):
    body = [order(ask_confidence=True), match(), words()]
    module = factories.module(course, owner=author, title="Asked", slug="asked", body=body)
    begin(user=learner, module=module)
    page = open_browser(learner, **PHONE)
    keys = Keyboard(page)
    page.goto(reverse("courses:step", args=["asked", 1]))
    page.evaluate(AXE_SCRIPT)
    put_in_order(page, keys)
    onward(page, keys)
    match_pairs(page, keys)
    onward(page, keys)
    answer_in_words(page, keys)
    assert [row.correct for row in Evidence.objects.order_by("pk")] == [True, False, True, True]


def onward(page, keys: Keyboard) -> None:
    here = page.url
    keys.follow(page.locator("[data-next]"))
    page.wait_for_url(lambda url: url != here)
    page.evaluate(AXE_SCRIPT)


def standing(page) -> list[str]:
    return page.locator("[data-name]").all_text_contents()


def put_in_order(page, keys: Keyboard) -> None:
    assert_no_fault(page)
    assert standing(page) != STEPS
    first = standing(page)[0]
    keys.to(page.get_by_label(f"Place of {first}"))
    page.keyboard.type("4")
    expect(page.locator("[data-heard]")).to_have_text(f"{first}: 4 of 4")
    assert standing(page)[-1] == first
    for place, text in enumerate(STEPS):
        while standing(page).index(text) > place:
            button = page.get_by_role("button", name=f"Move up: {text}")
            keys.to(button) if not button.evaluate("one => one === document.activeElement") else None
            keys.press("Enter")
    assert standing(page) == STEPS
    keys.to(page.get_by_label("Guessing"))
    keys.press("Space")
    keys.follow(page.get_by_role("button", name="Answer"))
    summary = page.locator("[data-summary]")
    expect(summary).to_have_text("Right, at the first try.")
    expect(summary).to_be_focused()
    expect(page.locator("[data-heard]")).to_contain_text(f"{STEPS[0]}: Right. Why “{STEPS[0]}” is here.")
    expect(page.locator("[data-heard]")).to_contain_text("You were guessing, and it was right.")
    assert_no_fault(page)


def match_pairs(page, keys: Keyboard) -> None:
    for left in PAIRS:
        keys.to(page.get_by_label(left, exact=True))
        page.keyboard.type("Shapes")
    keys.follow(page.get_by_role("button", name="Answer"))
    expect(page.locator("[data-summary]")).to_contain_text("At least one belongs elsewhere.")
    assert_no_fault(page)
    for left, right in PAIRS.items():
        keys.to(page.get_by_label(left, exact=True))
        page.keyboard.type(right[:6])
    keys.follow(page.get_by_role("button", name="Try again"))
    expect(page.locator("[data-summary]")).to_have_text("Right.")
    assert_no_fault(page)


def answer_in_words(page, keys: Keyboard) -> None:
    keys.to(page.get_by_label("Your answer"))
    keys.press("Enter")
    expect(page.locator("[data-problem]")).to_have_text("Write an answer first.")
    page.keyboard.type("Fall-off")
    keys.press("Enter")
    expect(page.locator("[data-summary]")).to_have_text("Right, at the first try.")
    expect(page.locator("[data-heard]")).to_contain_text("Falloff: twice the distance")
    assert_no_fault(page)
