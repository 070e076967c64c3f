"""A flawed set of pictures is repaired on a phone, by keyboard alone, with axe beside it."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import reverse
from playwright.sync_api import expect

from courses.models import Evidence
from tests.browser.inspection import EVERYTHING, RUN
from tests.browser.keyboard import Keyboard
from tests.labs import making
from tests.labs.reference_set import making as sets

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"viewport": {"width": 390, "height": 844}}


def assert_no_fault(page) -> None:
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(RUN, EVERYTHING)
    assert [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found] == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")


SHOWN = "one => one.complete && one.naturalWidth > 0"


def bring_a_picture(page, keys: Keyboard) -> None:
    """And take it out again: it is given as a file to keep, and shown here all the same."""
    content = sets.written(sets.drawn("dusk", 20))
    page.locator("#own-pictures").set_input_files(
        {"name": "mine.png", "mimeType": "image/png", "buffer": content}
    )
    keys.follow(page.get_by_role("button", name="Upload"))
    mine = page.locator("li").filter(has=page.locator("[name^=name-][value=mine]"))
    expect(mine).to_be_in_viewport()
    page.wait_for_function(SHOWN, arg=mine.locator("img").element_handle())
    keys.follow(mine.get_by_role("button", name="Take out mine"))
    expect(page.locator("summary", has_text="Delete mine")).to_be_visible()


def test_a_learner_repairs_a_flawed_set_by_keyboard_on_a_phone(open_browser, course, author, learner):
    task = sets.task()
    task["pictures"][0] |= {"name": "IMG_1234"}
    lab = making.lab(slug="desert", kind="reference_set", title="Repair the set", task=task)
    run = making.run_in(making.module_with(lab, author=author, course=course), learner)
    page = open_browser(learner, **PHONE)
    keys = Keyboard(page)
    page.goto(reverse("labs:desk", args=[run.pk]))
    keys.follow(page.get_by_role("button", name="Check the set").first)
    expect(page.get_by_role("heading", name="What the check says")).to_be_visible()
    expect(page.locator("#set-p3 .set-badge")).to_have_text("Like “IMG_1234”")
    expect(page.locator("#set-p4 .set-badge").first).to_have_text("Too small: 300 × 300")
    assert_no_fault(page)
    name = page.locator("#name-p0")
    keys.to(name)
    page.keyboard.press("Control+a")
    page.keyboard.type("ridge at noon")
    for key in ("p3", "p4", "p5"):
        keys.follow(page.locator(f"#set-{key}").get_by_role("button", name="Take out"))
        expect(page.locator(f"#set-{key}")).to_have_count(0)
    for key, spare in (("p6", "ridge at storm gx"), ("p7", "ridge at night hx")):
        button = page.get_by_role("button", name=f"Put in {spare}")
        page.locator("#spares").focus()
        keys.follow(button)
        expect(page.locator(f"#set-{key}")).to_be_in_viewport()
    bring_a_picture(page, keys)
    expect(name).to_have_value("ridge at noon")
    expect(page.get_by_text("You have changed the set since.")).to_be_visible()
    assert_no_fault(page)
    keys.follow(page.get_by_role("button", name="Hand in"))
    expect(page.get_by_role("heading", name="Passed")).to_be_visible()
    assert_no_fault(page)
    assert Evidence.objects.get(user=learner).correct
