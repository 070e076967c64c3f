"""An author makes a lab by keyboard, from the menu of the studio on; a lesson has it, a learner does it."""

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from courses.models import Evidence
from labs.models import Lab
from tests import factories, lesson
from tests.browser.editor import Editor
from tests.browser.keyboard import Keyboard
from tests.browser.lab_walks import decide
from tests.labs import making

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_STOPS = 60
STORY = "The pie is in the air. Nobody laughs yet. "


@pytest.fixture
def page(open_browser, author) -> Page:
    # The editor saves while somebody writes, and is told when something has nothing in it yet.
    open_browser.complaints.allow(r"400 POST .*/admin/")
    return open_browser(author, viewport={"width": 1360, "height": 960})


class Studio:
    """Wagtail's own pages by keyboard. How it shows the focus there is its own."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def to(self, wanted: Locator) -> None:
        expect(wanted).to_be_visible()
        for _ in range(MOST_STOPS):
            if wanted.evaluate("one => one === document.activeElement"):
                return
            self.press("Tab")
        raise AssertionError(f"{wanted} is not reached in {MOST_STOPS} stops")

    def follow(self, wanted: Locator) -> None:
        self.to(wanted)
        self.press("Enter")

    def fill(self, name: str, text: str) -> None:
        self.to(self.page.locator(f"[name='{name}']"))
        self.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text)

    def add_to(self, begins: str) -> None:
        """One more item at the end of a list."""
        items = self.page.locator(f"[name='{begins}-count']").locator("xpath=..")
        self.follow(items.get_by_title("Add", exact=True).last)


def test_an_author_makes_a_lab_that_a_lesson_names_and_a_learner_does(page, open_browser, learner, course):
    studio = Studio(page)
    page.goto("/admin/")
    studio.follow(page.get_by_role("button", name="Teaching"))
    studio.follow(page.get_by_role("link", name="Labs", exact=True))
    page.wait_for_url("**/labs/lab/")
    studio.follow(page.get_by_role("link", name="Add lab"))
    page.wait_for_url("**/labs/lab/add/")
    write(studio)
    publish(studio)
    lab = Lab.objects.get(slug="where-a-joke-turns")
    assert lab.live and [case["call"] for case in lab.asked["cases"]] == [one["call"] for one in making.CASES]

    page.goto(reverse("labs:trial", args=[lab.slug]))
    Keyboard(page).follow(page.get_by_role("button", name="Begin"))
    decide(Keyboard(page))
    expect(page.locator("#result")).to_be_focused()
    assert not Evidence.objects.exists()

    module = name_in_a_lesson(page, course, lab)
    learn(open_browser(learner), module, lab)
    assert Evidence.objects.get(user=learner).block_id


def write(studio: Studio) -> None:
    page, task = studio.page, "task-0-value"
    studio.fill("title", "Where a joke turns")
    studio.fill("introduction", "Four cases. Say what stays.")
    studio.fill("context", "a joke")
    studio.fill("minutes", "4")
    studio.follow(page.get_by_title("Insert a block").first)
    studio.to(page.locator("input[role=combobox]"))
    page.keyboard.type("Edgy")
    expect(page.get_by_role("option")).to_have_text(["Edgy or harmful"])
    studio.press("ArrowDown", "Enter")
    studio.fill(f"{task}-guideline", "Power may be mocked.")
    for number, case in enumerate(making.CASES):
        if not page.locator(f"[name='{task}-cases-{number}-value-scene']").count():
            studio.add_to(f"{task}-cases")
        studio.fill(f"{task}-cases-{number}-value-scene", case["scene"])
        call = page.locator(f"[name='{task}-cases-{number}-value-call']")
        studio.to(call)
        studio.press(*["ArrowDown"] * (1 + ("edgy", "harmful", "escalate").index(case["call"])))
        expect(call).to_have_value(case["call"])
        studio.fill(f"{task}-cases-{number}-value-why", case["why"])


def publish(studio: Studio) -> None:
    page = studio.page
    studio.follow(page.locator("footer .w-dropdown__toggle"))
    studio.follow(page.get_by_role("button", name="Publish", exact=True))
    expect(page.get_by_role("status").filter(has_text="published")).to_be_visible()


def name_in_a_lesson(page: Page, course, lab: Lab):
    lines = [lesson.item("line/long", {"character": None, "text": STORY * 16})]
    scene = lesson.block("story_scene", {"setting": "The writers' room", "lines": lines})
    body = [*lesson.lesson_body()[:2], scene, lesson.single()]
    module = factories.module(course, owner=lab.latest_revision.user, body=body, publish=False)
    page.goto(reverse("wagtailadmin_pages:edit", args=[module.pk]))
    editor = Editor(page)
    editor.blocks = len(body)
    named = editor.add("Lab", title=lab.title, introduction="What stays, and what goes?")
    page.locator(f"[name='{named}-kind']").select_option(label="Edgy or harmful")
    page.locator(f"[name='{named}-reference']").select_option(lab.slug)
    editor.tick(f"{named}-required")
    editor.publish()
    page.wait_for_url(f"**/admin/pages/{course.pk}/")
    module.refresh_from_db()
    assert module.live
    return module


def learn(page: Page, module, lab: Lab) -> None:
    page.goto(module.get_url())
    page.get_by_role("button", name="Start").click()
    page.wait_for_url("**/1/")
    door = page.get_by_role("link", name="Open the lab")
    while not door.count():
        here = page.url
        page.locator("[data-next]").click()
        page.wait_for_url(lambda url, here=here: url != here)
    door.click()
    page.get_by_role("button", name="Begin").click()
    decide(Keyboard(page))
    expect(page.locator("#result")).to_be_focused()
    expect(page.get_by_role("heading", name=lab.title)).to_be_visible()
