"""Chromium over the live server. Skipped where there is none, unless everything is required."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import factories

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--autoplay-policy=no-user-gesture-required"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        if os.environ.get("GREENROOM_REQUIRE_ALL") == "1":
            pytest.fail("Chromium is missing: apt-get install chromium")
        pytest.skip("Chromium is not installed.")
    # Playwright's loop runs in this thread; Django would take every query for one from async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_browser(chromium, live_server):
    """open_browser(person, **options): a page of a fresh browser, signed in. Its complaints fail the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(person=None, **options) -> Page:
        context = chromium.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if person is not None:
            sign_in(page, person)
        return page

    opened.complaints = complaints
    yield opened
    for context in contexts:
        context.close()
    assert [one for one in complaints if "ERR_INTERNET_DISCONNECTED" not in one and "401" not in one] == []


def sign_in(page: Page, person) -> None:
    page.goto(reverse(settings.LOGIN_URL))
    page.fill("[name=login]", person.email)
    page.fill("[name=password]", factories.PASSWORD)
    page.locator("main form [type=submit]").first.click()
    page.wait_for_url("**/")
