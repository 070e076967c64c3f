"""A learner takes a vague prompt to nine of nine, and says why at each step."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import reverse
from playwright.sync_api import expect

from courses.models import Evidence
from courses.services import begin
from labs.models import Decision, Run
from tests.browser.inspection import EVERYTHING, RUN
from tests.browser.keyboard import Keyboard
from tests.labs import making
from tests.labs.prompt import desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SECOND = "A tired cook scrubs a sink in a hotel kitchen at night, wide shot, 35 mm lens."


def test_from_a_vague_prompt_to_nine_of_nine_in_three_versions(open_browser, course, author, learner):
    module = making.module_with(desk.lab(), author=author, course=course)
    begin(user=learner, module=module)
    page = open_browser(learner)
    page.goto(reverse("labs:front", args=[module.slug, making.BLOCK]))
    page.get_by_role("button", name="Begin").click()
    write_freely(page, desk.VAGUE)
    expect(page.get_by_role("heading", name="Version 1: 0 of 9 covered")).to_be_visible()
    decide(page, "Reject", "It misses the intent")

    go_on_by_keyboard(page)
    expect(page.get_by_role("heading", name="What changed since version 1")).to_be_visible()
    decide(page, "Adjust", "It is a starting point worth keeping")
    page.evaluate(AXE_SCRIPT)
    assert page.evaluate(RUN, EVERYTHING) == []

    write_in_fields(page)
    expect(page.get_by_role("heading", name="Version 3: 9 of 9 covered")).to_be_visible()
    decide(page, "Accept", "It does what the brief asks for")
    page.get_by_role("button", name="Hand in version 3").click()
    expect(page.get_by_role("heading", name="Passed")).to_be_visible()
    assert [row.verdict for row in Decision.objects.order_by("pk")] == ["reject", "adjust", "accept"]
    assert Run.objects.get().passed and Evidence.objects.get().correct
    page.goto(reverse("reports:why", args=["prompt-craft"]))
    expect(page.get_by_text(Run.objects.get().lab.title).first).to_be_visible()


def write_freely(page, text: str) -> None:
    page.get_by_label("Your prompt").fill(text)
    page.get_by_role("button", name="Check this version").click()


def decide(page, verdict: str, reason: str) -> None:
    page.get_by_label(verdict, exact=True).first.check()
    page.get_by_label("Because").first.select_option(reason)
    page.get_by_role("button", name="Keep this decision").first.click()
    expect(page.get_by_text(f"{verdict}: {reason}").first).to_be_visible()


def go_on_by_keyboard(page) -> None:
    keys = Keyboard(page)
    keys.to(page.get_by_label("Your prompt"))
    keys.press("ControlOrMeta+a")
    page.keyboard.type(SECOND)
    keys.to(page.get_by_label("What do you change, and why?"))
    page.keyboard.type("It had nobody in it.")
    keys.follow(page.get_by_role("button", name="Check this version"))
    expect(page.get_by_text("It had nobody in it.")).to_be_visible()


def write_in_fields(page) -> None:
    page.get_by_role("button", name="Write it in nine fields").click()
    expect(page.get_by_label("Anything beside the fields")).to_have_value(SECOND)
    page.get_by_label("Anything beside the fields").fill("")
    for line in desk.ALL.splitlines():
        label, _, words = line.partition(": ")
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_role("button", name="Check this version").click()
