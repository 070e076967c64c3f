"""An author's way from an empty page to a production that starts, in Wagtail's own editor."""

import pytest
from playwright.sync_api import Page, expect

from courses.models import ModulePage
from generation.models import Production, State
from tests import factories
from tests.browser.conftest import sign_in
from tests.browser.editor import Editor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BRIEF = "Name the source, the side, the colour and the quality of the light. "
OPTIONS = {
    "One warm lamp, frame left": "Yes: anyone can check it.",
    "Moody light": "Nobody can point at moody.",
}


@pytest.fixture
def page(open_browser, author, course) -> Page:
    """The editor of a new module, by the way an author takes to it."""
    factories.competency()
    factories.character()
    factories.image()
    page = open_browser(viewport={"width": 1360, "height": 960})
    # Wagtail tries to save in every pause, and is told when a row has nothing in it yet.
    open_browser.complaints.allow(r"400 POST .*/admin/pages/(add|\d+)/")
    sign_in(page, author)
    page.get_by_role("link", name="Studio").click()
    page.goto(f"/admin/pages/{course.pk}/")
    page.get_by_role("link", name="Add child page").click()
    return page


@pytest.fixture
def editor(page) -> Editor:
    editor = Editor(page)
    page.get_by_placeholder("Page title").fill("Light that can be checked")
    editor.fill("objective", "Brief light so that anyone can check it.")
    return editor


def write_a_lesson(editor: Editor, sentences: int) -> None:
    editor.add("Text")
    editor.write(BRIEF * sentences)
    scene = editor.add("Story scene", setting="Stage 4, 6.40 in the morning")
    editor.fill(
        f"{scene}-lines-0-value-text", "Forty frames, and not one lamp in any of them. Who wrote this?"
    )
    editor.choose(f"{scene}-lines-0-value-character", "Mara")
    ask(editor)
    picture = editor.add("Image", alt_text="A desk lit by one lamp from the left.")
    editor.choose(f"{picture}-image", "A lamp, frame left")


def ask(editor: Editor) -> None:
    question = editor.add("Single choice", question="Which line can a gaffer check?")
    editor.add_to_list(f"{question}-choices")
    for number, (text, feedback) in enumerate(OPTIONS.items()):
        editor.fill(f"{question}-choices-{number}-value-text", text)
        editor.fill(f"{question}-choices-{number}-value-feedback", feedback)
    editor.tick(f"{question}-choices-0-value-correct")


def test_an_author_writes_previews_and_publishes_and_the_production_starts(page, editor, author):
    expect(editor.clock).to_contain_text("Save a draft, and the clock shows where its minutes go.")
    write_a_lesson(editor, sentences=4)
    editor.add_inline("Competency")
    editor.choose("competencies-0-competency", "Prompt craft")
    expect(editor.clock).to_contain_text("It may be published.")
    expect(editor.clock).to_contain_text("left")
    before = editor.clock.inner_text()
    editor.write(BRIEF * 4)
    expect(editor.clock).not_to_have_text(before, use_inner_text=True)

    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("heading", name="Light that can be checked")).to_be_visible()

    editor.publish()
    expect(page.get_by_role("status").filter(has_text="published")).to_be_visible()
    module = ModulePage.objects.get(slug="light-that-can-be-checked")
    assert module.live and module.live_revision.user == author
    assert [block.block_type for block in module.body] == [
        "rich_text",
        "story_scene",
        "single_choice",
        "image",
    ]
    page.get_by_role("link", name="Productions").click()
    page.locator("#listing-results").get_by_role("link", name="Light that can be checked").click()
    expect(page.get_by_text("A worker will take it up in a moment.")).to_be_visible()
    assert Production.objects.get(module=module).state == State.QUEUED


def test_a_lesson_over_fifteen_minutes_is_refused_with_the_seconds_to_lose(page, editor):
    write_a_lesson(editor, sentences=220)
    expect(editor.clock).to_contain_text("too long")
    editor.publish()
    refusal = page.get_by_text("over fifteen minutes").first
    expect(refusal).to_be_visible()
    expect(refusal).to_contain_text(" s over fifteen minutes. Take out about")
    assert not ModulePage.objects.filter(live=True).exists()
    assert not Production.objects.exists()
