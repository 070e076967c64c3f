"""axe finds nothing in our own pages, in both themes, on a phone and on a desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from courses import services
from courses.queries import sitting
from courses.services import begin
from tests import factories, lesson
from tests.media import attached

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DESK = {"viewport": {"width": 1360, "height": 960}, "color_scheme": "dark"}
PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "light", "has_touch": True}


def addresses(module, learner) -> list[str]:
    """Every page a learner meets, each state of a question among them."""
    attempt = begin(user=learner, module=module)
    taken = {"attempt": attempt, "module": module}
    key = "00000000-0000-4000-8000-00000000000"
    services.answer(
        **taken, block_id=lesson.SINGLE, response={"options": [lesson.SINGLE_WRONG]}, client_key=f"{key}1"
    )
    services.show_key(**taken, block_id=lesson.MULTIPLE, client_key=f"{key}2")
    steps = sitting(attempt, module).steps
    slug = module.slug
    return [
        reverse("home"),
        module.get_parent().get_parent().get_url(),
        module.get_parent().get_url(),
        module.get_url(),
        *[reverse("courses:step", args=[slug, step.number]) for step in steps],
        *[reverse(f"courses:{name}", args=[slug]) for name in ("watch", "listen", "reference", "end")],
        reverse("reports:record"),
        reverse("accounts:profile"),
    ]


def findings(page, device, addresses) -> list[tuple]:
    found = []
    for address in addresses:
        page.goto(address)
        for violation in Axe().run(page, options={"preload": False}).response["violations"]:
            targets = [node["target"] for node in violation["nodes"]]
            found.append((address, violation["id"], targets))
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > device["viewport"]["width"]:
            found.append((address, "wider than the screen", width))
    return found


@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk-dark", "phone-light"])
def test_axe_finds_nothing(open_browser, learner, module, reviewer, device):
    attached(module, approved_by=reviewer)
    page = open_browser(learner, **device)
    assert findings(page, device, addresses(module, learner)) == []


@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk-dark", "phone-light"])
def test_axe_finds_nothing_on_a_managers_pages(open_browser, manager, learner, team, module, device):
    addresses(module, learner)  # the learner's answers are what a manager looks at
    page = open_browser(manager, **device)
    people = reverse("reports:people", args=[team.pk])
    person = reverse("reports:person", args=[team.pk, learner.pk])
    assert (
        findings(page, device, [reverse("reports:team"), people, person, f"{person}?why=prompt-craft"]) == []
    )


@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk-dark", "phone-light"])
def test_axe_finds_nothing_at_the_door(open_browser, db, device):
    factories.home()
    page = open_browser(**device)
    page.goto(reverse("account_login"))
    assert Axe().run(page).response["violations"] == []


def test_axe_finds_nothing_where_nothing_is(open_browser, learner, home):
    open_browser.complaints.expect("404 GET .*/no-such-page/")
    page = open_browser(learner, **PHONE)
    page.goto("/no-such-page/")
    assert Axe().run(page).response["violations"] == []
