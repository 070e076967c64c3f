"""Watching and listening in a browser: seek, follow, and be found again."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from courses.models import Attempt
from tests.media import SECONDS_A_BLOCK, attached, film

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(open_browser, learner, module, reviewer):
    seconds = int(SECONDS_A_BLOCK * (len(module.body) + 1))
    attached(module, approved_by=reviewer, video=film(seconds))
    page = open_browser(learner)
    page.goto(reverse("courses:watch", args=[module.slug]))
    wait_until(page, "video", "readyState >= 1")
    return page


def wait_until(page, player: str, state: str) -> None:
    """Playwright's own waiting evaluates strings, which the pages' policy forbids."""
    for _ in range(200):
        if page.evaluate(f"document.querySelector('{player}').{state}"):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{player} never came to {state}")


def time_of(page) -> float:
    return page.evaluate("document.querySelector('[data-player]').currentTime")


def test_a_chapter_a_line_and_the_strip_lead_to_their_second(page):
    page.get_by_role("link", name="Chapter 4").click()
    expect(page.locator(".chapters [aria-current]")).to_contain_text("Chapter 4")
    assert time_of(page) >= 4 * SECONDS_A_BLOCK
    page.get_by_role("link", name="Line 2.").click()
    expect(page.locator("[data-cue][aria-current]")).to_have_text("Line 2.")
    page.evaluate("document.querySelector('video').pause()")
    box = page.locator("[data-strip]").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + box["height"] / 2)
    assert time_of(page) > 0.85 * page.evaluate("document.querySelector('video').duration")


def test_the_place_is_kept_from_watching_to_listening_to_reading(page, module, learner):
    page.get_by_role("link", name="Chapter 5").click()
    wait_until(page, "video", "currentTime > 15.5")
    with page.expect_response("**/position/"):
        page.evaluate("document.querySelector('video').pause()")
    watched = Attempt.objects.get(enrolment__user=learner).block_id
    assert watched == str(module.body[4].id)
    page.get_by_role("link", name="Listen", exact=True).click()
    wait_until(page, "audio", "currentTime > 15")
    assert abs(time_of(page) - 16) < 2


def test_a_speed_once_chosen_is_kept(page):
    page.get_by_label("Speed").select_option("1.5")
    page.reload()
    wait_until(page, "video", "readyState >= 1")
    assert page.evaluate("document.querySelector('video').playbackRate") == 1.5


def test_captions_load(page):
    page.evaluate("document.querySelector('video').textTracks[0].mode = 'showing'")
    wait_until(page, "video", "textTracks[0].cues?.length === 1")
