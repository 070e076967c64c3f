"""Two learners annotate and see alpha: one by keyboard alone, one on a phone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from courses.models import Evidence
from tests.browser.keyboard import Keyboard
from tests.labs import making as labs
from tests.labs.annotation.making import FIRST, MENDED, SECOND, TASK, annotation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
QUESTIONS = TASK["questions"]


@pytest.fixture
def module(author, course):
    return labs.module_with(annotation(), author=author, course=course)


def test_two_learners_annotate_and_see_alpha(open_browser, module, learner, outsider):
    desk = reverse("labs:desk", args=[labs.run_in(module, learner).pk])
    page = open_browser(learner)
    keys = Keyboard(page)
    page.goto(desk)
    label_by_keyboard(page, keys, FIRST)
    keys.follow(page.get_by_role("button", name="Keep my labels"))
    expect(page.get_by_text("Not enough people yet: 1 more must label")).to_be_visible()

    phone = open_browser(outsider, **PHONE)
    phone.goto(reverse("labs:desk", args=[labs.run_in(module, outsider).pk]))
    choose(phone, 0, ["yes", "low"])
    phone.reload()
    expect(phone.get_by_text("4 to go.")).to_be_visible()
    expect(phone.locator("[name=label-0-0]").first).to_be_checked()
    for number, options in enumerate([["yes", "low"], ["no", "mid"], ["yes", "mid"]]):
        choose(phone, number, options)
    phone.get_by_role("button", name="Keep my labels").tap()
    expect(phone.get_by_text("Agreement among 2 people")).to_be_visible()
    expect(phone.locator(".annotation-alpha")).to_have_text(["α 0.44", "α 0.78"])

    page.reload()
    expect(page.locator(".annotation-alpha")).to_have_text(["α 0.44", "α 0.78"])
    keys.to(page.get_by_label("Rule 1"))
    keys.press("Control+a")
    page.keyboard.type(MENDED)
    keys.to(page.get_by_label("Which lines does that settle"))
    page.keyboard.type("The joke among friends.")
    keys.follow(page.get_by_role("button", name="Keep my repair"))
    expect(page.get_by_text("A joke is not sarcasm by itself.")).to_be_visible()
    label_by_keyboard(page, keys, SECOND)
    keys.follow(page.get_by_role("button", name="Hand in"))
    expect(page.get_by_role("heading", name="Passed")).to_be_visible()
    expect(page.get_by_role("row", name="α, Sarcasm")).to_contain_text("0.44")
    assert Evidence.objects.get(user=learner).score == 1.0


def label_by_keyboard(page, keys: Keyboard, chosen: list[list[str]]) -> None:
    for number, options in enumerate(chosen):
        for at, option in enumerate(options):
            keys.to(page.locator(f"[name=label-{number}-{at}]").first)
            keys.press("Space", *["ArrowRight"] * QUESTIONS[at]["options"].index(option))


def choose(page, number: int, options: list[str]) -> None:
    for at, option in enumerate(options):
        line = page.locator(".lab-item").nth(number).locator("fieldset").nth(at)
        line.get_by_text(option, exact=True).tap()
