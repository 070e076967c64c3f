"""A module on a phone, on a train: the connection goes in the middle of a step and comes back."""

import pytest
from playwright.sync_api import expect

from courses.models import Evidence
from tests import lesson

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def page(open_browser, learner):
    return open_browser(learner, **PHONE)


def test_a_module_is_taken_on_a_phone_whose_connection_goes_and_comes_back(open_browser, page, module):
    open_browser.complaints.expect("ERR_INTERNET_DISCONNECTED POST .*/answer/")
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.url.endswith("/answer/") else None)
    page.goto(module.get_url())
    page.get_by_role("button", name="Start").tap()
    page.wait_for_url("**/1/")
    while not page.locator(f"[data-question='{lesson.SINGLE}']").count():
        onward(page)

    page.context.set_offline(True)
    page.get_by_text("One warm lamp, frame left").tap()
    page.get_by_role("button", name="Answer").tap()
    connection = page.locator("[data-connection]")
    expect(connection).to_contain_text("No connection. Your answer is kept on this device")
    expect(page.get_by_label("One warm lamp, frame left")).to_be_checked()
    page.locator("[data-next]").tap()
    expect(connection).to_contain_text("The next step cannot be loaded yet; what you answered is kept")
    assert not Evidence.objects.exists()
    tried = len(sent)

    page.context.set_offline(False)
    expect(page.locator("[data-summary]")).to_have_text("Right, at the first try.")
    expect(connection).to_be_hidden()
    assert len(sent) == tried + 1 and Evidence.objects.count() == 1

    onward(page)
    page.get_by_text("Where it comes from").tap()
    page.get_by_text("How hard its edge is").tap()
    page.get_by_role("button", name="Answer").tap()
    expect(page.locator("[data-summary]")).to_have_text("Right, at the first try.")
    onward(page)
    expect(page.get_by_role("heading", name="That is a wrap")).to_be_visible()
    page.get_by_role("button", name="Just what I needed").tap()
    expect(page.get_by_role("heading", name="Thank you for telling us")).to_be_visible()
    assert Evidence.objects.count() == 2


def onward(page) -> None:
    here = page.url
    page.locator("[data-next]").tap()
    page.wait_for_url(lambda url: url != here)
