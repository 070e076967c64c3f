"""axe finds nothing in any page of ours, wide and narrow, dark and light."""

from functools import partial
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from playwright.sync_api import Route

from courses.models import ErrorReport, MediaKind, Rating
from generation.models import Pronunciation, production_storage
from generation.queries import files_of, outputs_of
from tests import approving
from tests.browser.addresses import EVERYBODY, Studio
from tests.browser.inspection import inspect, is_known
from tests.browser.routes import is_no_page, ours

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ERROR_PAGES = sorted(path.name for path in Path(settings.BASE_DIR, "templates").glob("[0-9]*.html"))


@pytest.fixture
def studio(produced, module, learner, manager, ld_admin, team, reviewer) -> Studio:
    approving.approve(produced, reviewer)
    ErrorReport.objects.create(module=module, user=learner, text="The lamp stands on the right.")
    Rating.objects.create(module=module, user=learner, stars=4, comment="Short and kind.")
    Pronunciation.objects.create(term="gaffer", said_as="gaffa")
    return Studio(module, learner, manager, ld_admin, team, produced)


def faults(page, addresses) -> list:
    return [fault for address in addresses for fault in inspect(page, address) if not is_known(fault)]


def test_every_page_of_ours_is_looked_at():
    looked_at = {route for pages in EVERYBODY.values() for route in pages}
    forgotten = {route for route in ours() if not is_no_page(route)} - looked_at
    assert forgotten == set(), "add it to addresses.py, or say in routes.py why it is no page"


@pytest.mark.parametrize("who", EVERYBODY)
def test_axe_finds_nothing(open_browser, studio, who):
    people = {"door": None, "learner": studio.learner, "manager": studio.manager}
    assert studio.answered.pk
    page = open_browser(people.get(who, studio.ld_admin))
    addresses = [address for show in EVERYBODY[who].values() for address in show(studio)]
    if who == "door":
        open_browser.complaints.expect("404 GET .*/no-such-invitation/")
    assert faults(page, addresses) == []


def test_axe_finds_nothing_in_a_page_of_an_error(open_browser, learner, home):
    open_browser.complaints.expect("404 GET .*/no-such-page/")
    page = open_browser(learner)
    found = faults(page, ["/no-such-page/"])
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    for name in ERROR_PAGES:
        shown = render_to_string(name, request=request)
        page.route(f"**/shown/{name}", partial(show, body=shown))
        found += faults(page, [f"/shown/{name}"])
    assert found == []


def test_axe_finds_nothing_in_a_quick_reference(open_browser, produced):
    """As it was made: where it is sent from, its scripts are switched off, and axe's with them."""
    name = files_of(outputs_of(produced))[MediaKind.REFERENCE_HTML]
    made = production_storage().open(name).read().decode()
    page = open_browser()
    page.route("**/shown/sheet", partial(show, body=made))
    assert faults(page, ["/shown/sheet"]) == []


def show(route: Route, body: str) -> None:
    route.fulfill(body=body, content_type="text/html")


def test_axe_finds_nothing_in_an_invitation_that_is_somebody_elses(open_browser, studio):
    open_browser.complaints.expect("409 GET .*/invitation/")
    page = open_browser(studio.learner)
    assert faults(page, [studio.invitation(), reverse("account_logout")]) == []
