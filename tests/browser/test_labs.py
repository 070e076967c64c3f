"""Every type of lab is whole by keyboard alone, clean on a phone and a desktop, and loses nothing typed."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

from labs.models import Run
from labs.registry import FOLDERS
from tests.browser.conftest import bring_session
from tests.browser.inspection import DESK, EVERYTHING, FADED, PHONE, RUN, settle
from tests.browser.keyboard import Keyboard
from tests.browser.lab_walks import WALKS
from tests.labs import making

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

UNCHECKED = "document.querySelectorAll('form').forEach((form) => { form.noValidate = true })"
GUISES = ((DESK, "dark"), (PHONE, "light"))


def test_every_type_of_lab_is_walked_through():
    assert set(WALKS) == set(FOLDERS), "say in lab_walks.py how it is done by keyboard"


@pytest.mark.parametrize("name", FOLDERS)
def test_a_lab_is_done_by_keyboard_alone_on_a_phone(open_browser, author, learner, name, live_server):
    open_browser.complaints.expect("422 POST .*/labs/run/")
    walk = WALKS[name]
    run = making.run_in(making.module_with(walk.lab(), author=author), learner)
    page = open_browser(learner, viewport=PHONE)
    keys = Keyboard(page)
    page.goto(reverse("labs:desk", args=[run.pk]))
    faults = faults_of(page, "empty")
    assert len(keys.stops()) == keys.number_of_stops()
    expect(page.locator("script[src*=labs-keep]")).to_have_count(1)

    page.evaluate(UNCHECKED)
    keys.follow(page.get_by_role("button", name=walk.refused, exact=True).last)
    expect(page.locator("#problem")).to_be_focused()
    expect(page).to_have_title(f"Not sent: {run.lab.title} · Greenroom")
    faults += faults_of(page, "refused")

    page.goto(reverse("labs:desk", args=[run.pk]))
    walk.work(keys)
    expect(
        page.get_by_role("heading", name="Passed").or_(page.get_by_role("heading", name="Not passed yet"))
    ).to_be_focused()
    faults += faults_of(page, "handed in")
    assert len(keys.stops()) == keys.number_of_stops()
    assert Run.objects.get(pk=run.pk).is_finished
    assert faults == []


def faults_of(page: Page, when: str) -> list[tuple]:
    """What axe finds on a desktop and on a phone, and what sticks out of either."""
    settle(page)
    page.evaluate(AXE_SCRIPT)
    found = []
    for viewport, theme in GUISES:
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        page.wait_for_function(FADED)
        for fault in page.evaluate(RUN, EVERYTHING):
            found += [(when, viewport["width"], fault["id"], str(node["target"])) for node in fault["nodes"]]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            found.append((when, viewport["width"], "wider than the screen", ""))
    return found


def test_what_was_typed_outlives_a_reload_and_a_session_that_ran_out(
    open_browser, author, learner, live_server
):
    run = making.run_in(making.module_with(making.lab(), author=author), learner)
    desk = reverse("labs:desk", args=[run.pk])
    page = open_browser(learner)
    page.goto(desk)
    page.locator("#why-1").fill("It is about power.")
    page.reload()
    expect(page.locator("#why-1")).to_have_value("It is about power.")
    expect(page.get_by_text("What you wrote here and did not send is back.")).to_be_visible()

    fill_in(page)
    Session.objects.all().delete()
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    bring_session(page.context, learner, live_server.url)
    page.goto(desk)
    expect(page.locator("#why-1")).to_have_value("It is about power.")
    expect(page.locator("[name=call-3]").first).to_be_checked()
    page.get_by_role("button", name="Hand in").click()
    expect(page.locator("#result")).to_be_focused()
    page.wait_for_function("!Object.keys(sessionStorage).some((name) => name.startsWith('desk '))")


def fill_in(page: Page) -> None:
    for case in range(len(making.CASES)):
        page.locator(f"[name=call-{case}]").first.check()
        page.locator(f"[name=sure-{case}]").first.check()
        page.locator(f"#why-{case}").fill("It is about power.")
