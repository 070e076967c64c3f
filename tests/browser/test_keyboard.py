"""A learner takes a whole module without a mouse."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from courses.models import Evidence, Rating
from tests import factories
from tests.browser.keyboard import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_module_is_taken_by_keyboard_alone(open_browser, learner, module):
    page = open_browser()
    keys = Keyboard(page)
    page.goto(reverse(settings.LOGIN_URL))
    keys.to(page.get_by_label("E-mail"))
    page.keyboard.type(learner.email)
    keys.to(page.get_by_label("Password", exact=True))
    page.keyboard.type(factories.PASSWORD)
    keys.press("Enter")
    page.wait_for_url("**/")

    keys.to(page.get_by_role("link", name="Skip to the content"))
    keys.press("Enter")
    keys.press("Tab")
    assert page.locator("main :focus").count() == 1, "the skip link leads past the head of the page"
    keys.follow(page.get_by_role("link", name=module.title).first)
    keys.follow(page.get_by_role("button", name="Start"))
    page.wait_for_url("**/1/")

    walk_to_the_first_question(page, keys)
    answer_wrong_then_right(page, keys)

    keys.press("Home")
    keys.follow(page.get_by_role("link", name="Greenroom"))
    expect(page.get_by_text("Continue here")).to_be_visible()
    keys.follow(page.get_by_role("link", name="Continue", exact=True))
    expect(page.get_by_role("heading", name="Which line can a gaffer check?")).to_be_visible()
    keys.press("j")
    expect(page.get_by_role("heading", name="What belongs in a line about light?")).to_be_focused()
    keys.press("1", "2", "Enter")
    expect(page.locator("[data-summary]")).to_have_text("Right, at the first try.")

    keys.follow(page.locator("[data-next]"))
    expect(page.get_by_role("heading", name="That is a wrap")).to_be_focused()
    expect(page.get_by_text("1 of 2 questions right at the first try.")).to_be_visible()
    keys.follow(page.get_by_role("button", name="Useful"))
    expect(page.get_by_text("Thank you. Your rating is kept.")).to_be_visible()
    assert [row.stars for row in Rating.objects.all()] == [4]
    assert [row.correct for row in Evidence.objects.order_by("pk")] == [False, True, True]


def walk_to_the_first_question(page, keys: Keyboard) -> None:
    while not page.locator("[data-question]").count():
        here = page.url
        keys.follow(page.locator("[data-next]"))
        page.wait_for_url(lambda url, here=here: url != here)
        expect(page.locator("#step h1")).to_be_focused()


def answer_wrong_then_right(page, keys: Keyboard) -> None:
    heard = page.locator("[data-heard]")
    keys.to(page.get_by_label("Moody lighting"))
    keys.press("Space", "Enter")
    expect(page.locator("[data-summary]")).to_be_focused()
    expect(heard).to_have_text("Moody lighting: Not this one. About “Moody lighting”.")
    keys.to(page.locator("[name=options]:checked"))
    keys.press("ArrowDown", "Enter")
    expect(page.locator("[data-summary]")).to_have_text("Right.")
    expect(page.locator("[data-summary]")).to_be_focused()
    expect(heard).to_contain_text("One warm lamp, frame left: Right. About “One warm lamp, frame left”.")


def test_every_stop_of_a_page_is_reached_and_none_holds_on(open_browser, learner, module):
    page = open_browser(learner)
    keys = Keyboard(page)
    page.goto(reverse("courses:step", args=[module.slug, 1]))
    assert len(keys.stops()) == keys.number_of_stops()


def test_feedback_is_heard_even_where_the_focus_has_moved_on(open_browser, learner, module):
    page = open_browser(learner)
    page.goto(reverse("courses:step", args=[module.slug, 1]))
    page.get_by_text("Step 1 of").click()
    page.locator(".contents-list a", has_text="Which line can a gaffer check?").click()
    page.get_by_label("Moody lighting").check()
    page.get_by_role("button", name="Use the dark theme").focus()
    page.evaluate("document.querySelector('[data-question]').requestSubmit()")
    expect(page.locator("[data-heard]")).to_contain_text("Not this one. About “Moody lighting”.")
    expect(page.locator("[data-heard]")).to_contain_text("try once more")
    expect(page.get_by_role("button", name="Use the dark theme")).to_be_focused()
