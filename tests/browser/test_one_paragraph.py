"""One paragraph changed: one passage in review, two buttons, and the learner's video says the new words."""

import re

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Page, expect

from courses.models import MediaSet
from generation import pipeline
from generation.models import Production, StageRun, production_storage
from generation.queries import passages_of, slide_names
from tests import approving, factories
from tests.browser.editor import Editor
from tests.browser.screening import SMALL, Screening, likest
from tests.lesson import block, single

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OLD, NEW = "Name one lamp.", "Name one warm lamp, frame left."


@pytest.fixture
def module(course, author):
    """Half a minute with three chapters."""
    body = [
        block("heading", {"text": "Say where the light is", "level": "2"}),
        block("rich_text", {"text": f"<p>{OLD}</p>", "purpose": "teach"}),
        block("heading", {"text": "Say how hard it falls", "level": "2"}, "second"),
        block(
            "callout", {"tone": "tip", "title": "", "text": "<p>Look at its edge.</p>", "purpose": "teach"}
        ),
        single(),
    ]
    return factories.module(course, owner=author, body=body)


@pytest.fixture
def approved(module, reviewer) -> Production:
    return approving.approve(pipeline.finish(module.productions.get()), reviewer)


def test_a_changed_paragraph_reaches_learners_after_two_buttons(
    open_browser, approved, module, author, reviewer, learner
):
    # The editor's own save may come when the page is published already, and is refused.
    open_browser.complaints.allow(r"400 POST .*/admin/pages/\d+/")
    change_the_paragraph(open_browser(author, viewport={"width": 1360, "height": 960}), module)
    production = pipeline.finish(module.productions.exclude(pk=approved.pk).get())
    assert [run.made for run in StageRun.objects.filter(production=production, stage="narration")] == [1]
    approve_what_changed(open_browser(reviewer), production)
    media = MediaSet.objects.get(revision=production.revision)
    watch(open_browser(learner), media, production)


def change_the_paragraph(page: Page, module) -> None:
    page.goto(reverse("wagtailadmin_pages:edit", args=[module.pk]))
    editor = Editor(page)
    text = editor.lesson.locator("[contenteditable=true]").first
    expect(text).to_have_text(OLD)
    text.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(NEW)
    # The rich text hands its words to the form a moment after they were typed.
    expect(page.locator("[name='body-1-value-text']")).to_have_value(re.compile("warm lamp"))
    editor.publish()
    page.get_by_label("Cosmetic").check()
    page.get_by_role("button", name="Publish the change").click()
    expect(page.get_by_role("status").filter(has_text="published")).to_be_visible()


def approve_what_changed(page: Page, production: Production) -> None:
    page.goto(reverse("generation:review", args=[production.pk]))
    total = len(passages_of(production))
    expect(page.locator("#review-left")).to_have_text(f"1 of {total} passages waits to be approved.")
    [waiting] = page.locator(".review-passage:visible").all()
    expect(waiting.locator("ins")).to_have_text("Now: warm lamp, frame left.")
    expect(page.get_by_role("heading", name=f"{total - 1} passages are unchanged since")).to_be_visible()
    waiting.get_by_role("button", name="Approve passage").click()
    expect(page.locator("#review-left")).to_contain_text("No passage waits")
    expect(page.get_by_role("heading", name="Your decision")).to_be_focused()
    page.get_by_role("button", name="Approve the whole").click()
    expect(page.get_by_text("Approved. Learners get it")).to_be_visible()


def watch(page: Page, media: MediaSet, production: Production) -> None:
    page.goto(reverse("courses:watch", args=[media.module.slug]))
    screening = Screening(page)
    slides = [shown(name) for name in slide_names(production)]
    starts = [one.starts for one in passages_of(production)]
    links = page.locator(".chapters [data-seek]").all()
    assert len(links) == len(media.chapters) > 2
    for link, chapter in zip(links, media.chapters, strict=True):
        screening.state(f"currentTime = {link.get_attribute('data-seek')}")
        second, picture = screening.frame()
        assert abs(second - chapter["start"]) < 0.1
        assert starts[likest(picture, slides)] == pytest.approx(chapter["start"], abs=0.01)
    [line] = [cue for cue in media.cues if "Name one warm lamp" in cue["text"]]
    screening.play_from(line["start"] + 0.1)
    assert "warm lamp" in screening.caption()[1]
    screening.until(f"currentTime > {line['start'] + 0.3}")


def shown(name: str) -> Image.Image:
    with production_storage().open(name) as file:
        return Image.open(file).convert("RGB").resize(SMALL, Image.Resampling.BILINEAR)
