"""Chromium over the live server. Skipped where there is none, unless everything is required."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from generation import pipeline
from generation.models import Production, State
from tests import factories
from tests.browser.complaints import Complaints
from tests.browser.shelf import Shelf

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without a sound card Chromium looks for one at every start of a film, which on a busy machine takes long.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-audio-output",
    "--autoplay-policy=no-user-gesture-required",
]

PATIENCE_MS = 20_000


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
        expect.set_options(timeout=PATIENCE_MS)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_browser(chromium, live_server):
    """open_browser(person, **options): a page of a fresh browser, that person signed in.

    What it complains of fails the test, unless `open_browser.complaints.expect` was told.
    """
    contexts: list[BrowserContext] = []
    complaints = Complaints()

    def opened(person=None, **options) -> Page:
        context = chromium.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        context.on("page", complaints.listen)
        if person is not None:
            bring_session(context, person, live_server.url)
        return context.new_page()

    opened.complaints = complaints
    yield opened
    for context in contexts:
        context.close()
    assert complaints.surprising() == []
    assert complaints.missing() == [], "what was expected never came"


def bring_session(context: BrowserContext, person, address: str) -> None:
    """The cookie of a browser that has signed in before."""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


def sign_in(page: Page, person) -> None:
    """By the form, as everybody does."""
    page.goto(reverse(settings.LOGIN_URL))
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_label("Password", exact=True).fill(factories.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")


@pytest.fixture(scope="session")
def shelf(tmp_path_factory) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("shelf"))


@pytest.fixture
def produced(module, shelf, settings) -> Production:
    """The module's media, made by the engines themselves and waiting for a reviewer."""
    folder = Path(settings.GREENROOM_PRODUCTIONS_ROOT)
    shelf.lay_out(folder)
    production = pipeline.finish(Production.objects.get(revision=module.live_revision))
    assert production.state == State.AWAITING_REVIEW, production.reason
    shelf.keep(folder)
    return production
