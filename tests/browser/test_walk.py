"""A learner's way through a question without luck: no connection, no session, a server that stumbles."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from courses.models import Attempt, Evidence
from courses.queries import sitting
from tests import lesson
from tests.browser.conftest import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


RETRY_MS = 16_000  # a little more than answers.js waits


def step_of(learner, module, question) -> int:
    attempt = Attempt.objects.filter(enrolment__user=learner).last()
    return sitting(attempt, module).step_of(question).number


@pytest.fixture
def page(open_browser, learner, module):
    """The learner at the module's single choice."""
    page = open_browser(learner)
    page.goto(reverse("courses:step", args=[module.slug, 1]))
    page.goto(reverse("courses:step", args=[module.slug, step_of(learner, module, lesson.SINGLE)]))
    return page


def test_a_wrong_answer_hears_its_feedback_and_is_tried_again(page):
    page.get_by_label("Moody lighting").check()
    page.get_by_role("button", name="Answer").click()
    expect(page.locator(".options").get_by_text("About “Moody lighting”.")).to_be_visible()
    expect(page.locator("[data-summary]")).to_be_focused()
    page.get_by_label("One warm lamp, frame left").check()
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("[data-summary]")).to_have_text("Right.")


def test_an_answer_given_without_a_connection_is_sent_when_it_is_back(open_browser, page):
    open_browser.complaints.expect("ERR_INTERNET_DISCONNECTED POST .*/answer/")
    page.context.set_offline(True)
    page.get_by_label("One warm lamp, frame left").check()
    page.get_by_role("button", name="Answer").click()
    expect(page.locator("[data-connection]")).to_contain_text("Your answer is kept on this device")
    assert not Evidence.objects.exists()
    page.context.set_offline(False)
    expect(page.locator("[data-summary]")).to_have_text("Right, at the first try.")
    expect(page.locator("[data-connection]")).to_be_hidden()
    assert Evidence.objects.count() == 1


def test_an_answer_survives_closing_the_page_before_it_was_sent(open_browser, page):
    open_browser.complaints.expect("ERR_INTERNET_DISCONNECTED POST .*/answer/")
    page.context.set_offline(True)
    page.get_by_label("One warm lamp, frame left").check()
    page.get_by_role("button", name="Answer").click()
    expect(page.locator("[data-connection]")).to_be_visible()
    address, context = page.url, page.context
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    expect(again.locator("[data-summary]")).to_have_text("Right, at the first try.")
    assert Evidence.objects.count() == 1


def test_an_answer_given_after_the_session_ended_is_sent_after_sign_in(open_browser, page, learner):
    open_browser.complaints.expect("401 POST .*/answer/")
    Session.objects.all().delete()
    page.get_by_label("One warm lamp, frame left").check()
    page.get_by_role("button", name="Answer").click()
    expect(page.locator("[data-connection]")).to_contain_text("You are signed out. Your answer is kept")
    assert not Evidence.objects.exists()
    page.get_by_role("link", name="Sign in and send it").click()
    page.fill("[name=login]", learner.email)
    page.fill("[name=password]", "a lamp, frame left")
    page.locator("main form [type=submit]").first.click()
    expect(page.locator("[data-summary]")).to_have_text("Right, at the first try.")
    assert Evidence.objects.get().user == learner


def test_an_answer_is_kept_while_the_server_is_away_and_sent_once_when_it_is_back(open_browser, page):
    open_browser.complaints.expect("503 POST .*/answer/")
    page.clock.install()
    page.reload()
    sent: list[int] = []

    def away(route):
        sent.append(503)
        route.fulfill(status=503, headers={"Retry-After": "10"}, body="Back in a moment")

    page.route("**/answer/", away)
    page.get_by_label("One warm lamp, frame left").check()
    page.get_by_role("button", name="Answer").click()
    kept = page.locator("[data-connection]")
    expect(kept).to_contain_text("Your answer is kept on this device and is sent again in a moment.")
    with page.expect_response("**/answer/"):
        page.clock.fast_forward(RETRY_MS)
    expect(kept).to_be_visible()
    assert len(sent) == 2 and not Evidence.objects.exists()
    page.unroute("**/answer/")
    page.on("request", lambda request: sent.append(0) if request.url.endswith("/answer/") else None)
    page.clock.fast_forward(RETRY_MS)
    expect(page.locator("[data-summary]")).to_have_text("Right, at the first try.")
    expect(kept).to_be_hidden()
    page.clock.fast_forward(4 * RETRY_MS)
    page.reload()
    expect(page.locator("[data-summary]")).to_have_text("Right, at the first try.")
    assert sent == [503, 503, 0], "struck off once it was stored"
    assert Evidence.objects.count() == 1


def test_an_answer_the_server_stumbles_over_holds_up_no_other(open_browser, page, learner, module):
    open_browser.complaints.expect("500 POST .*/answer/")
    page.route("**/answer/", lambda route: route.fulfill(status=500), times=1)
    page.get_by_label("One warm lamp, frame left").check()
    page.get_by_role("button", name="Answer").click()
    expect(page.locator("[data-connection]")).to_contain_text("kept on this device and is sent again")

    def stumble(route):
        broken = lesson.SINGLE in (route.request.post_data or "")
        route.fulfill(status=500) if broken else route.continue_()

    page.route("**/answer/", stumble)
    page.goto(reverse("courses:step", args=[module.slug, step_of(learner, module, lesson.MULTIPLE)]))
    for choice in page.locator("[name=options]").all()[:2]:
        choice.check()
    page.get_by_role("button", name="Answer").click()
    expect(page.locator("[data-summary]")).to_have_text("Right, at the first try.")
    assert [row.block_id for row in Evidence.objects.all()] == [lesson.MULTIPLE]


def test_an_answer_to_a_module_that_closed_waits_until_it_is_open_again(open_browser, page, module):
    open_browser.complaints.expect("404 POST .*/answer/")
    module.unpublish()
    page.get_by_label("One warm lamp, frame left").check()
    page.get_by_role("button", name="Answer").click()
    expect(page.locator("[data-connection]")).to_contain_text("This module is not open just now")
    module.refresh_from_db()
    module.latest_revision.publish(skip_permission_checks=True)
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.locator("[data-summary]")).to_have_text("Right, at the first try.")
    assert Evidence.objects.count() == 1


def test_an_answer_waiting_here_is_not_sent_as_somebody_else(open_browser, page, outsider):
    open_browser.complaints.expect("ERR_INTERNET_DISCONNECTED POST .*/answer/")
    page.context.set_offline(True)
    page.get_by_label("One warm lamp, frame left").check()
    page.get_by_role("button", name="Answer").click()
    expect(page.locator("[data-connection]")).to_be_visible()
    page.context.clear_cookies()
    other = page.context.new_page()
    page.close()
    other.context.set_offline(False)
    sign_in(other, outsider)
    other.goto(reverse("courses:resume", args=["light"]))
    other.wait_for_load_state("networkidle")
    assert not Evidence.objects.exists()


def test_the_list_of_keys_opens_and_the_keys_can_be_switched_off(page):
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.get_by_label("Use these keys").uncheck()
    page.get_by_role("button", name="Close").click()
    here = page.url
    page.keyboard.press("j")
    page.reload()
    assert page.url == here
    page.keyboard.press("1")
    assert page.locator("[name=options]:checked").count() == 0


def test_a_chosen_theme_stays(page):
    page.get_by_role("button", name="Use the dark theme").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.get_by_role("button", name="Use the light theme").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
