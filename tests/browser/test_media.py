"""Watching and listening to what the engines made: captions, chapters, speed, keys, and being found again."""

from itertools import pairwise

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from courses.blocks.contract import Purpose
from courses.models import Attempt, MediaSet
from generation.models import production_storage
from generation.queries import script_by_block, slide_names
from generation.stages.moving import DISSOLVE
from tests import approving
from tests.browser.screening import SMALL, Screening, likest, picture_of, unlikeness

HURRIED = """async () => {
  const video = document.querySelector('video');
  const heard = [];
  for (const name of ['seeking', 'seeked']) video.addEventListener(name, () => heard.push(name));
  const main = document.querySelector('main');
  for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowRight']) {
    main.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  }
  const arrived = () => !video.seeking && video.currentTime === 25 && heard.length >= 4;
  for (let frame = 0; frame < 1200 && !arrived(); frame++) await new Promise(requestAnimationFrame);
  return heard;
}"""

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def media(produced, reviewer) -> MediaSet:
    approving.approve(produced, reviewer)
    return MediaSet.objects.get(module=produced.module)


@pytest.fixture
def page(open_browser, learner, media):
    page = open_browser(learner)
    page.goto(reverse("courses:watch", args=[media.module.slug]))
    return page


@pytest.fixture
def screening(page):
    return Screening(page)


def test_captions_show_while_playing_and_are_what_is_said_at_that_second(page, screening, media):
    assert screening.state("textTracks[0].mode") == "showing"
    assert screening.state("textTracks[0].cues.length") == len(media.cues)
    for line in media.cues[::6]:
        screening.play_from(line["start"] + 0.1)
        second, words = screening.caption()
        said = [cue for cue in media.cues if cue["start"] <= second < cue["end"]]
        assert [" ".join(cue["text"].split()) for cue in said] == [words]
    screening.pause()
    expect(page.locator("[data-cue][aria-current]")).to_have_text(words, use_inner_text=True)


def test_captions_are_seen_on_the_picture_until_they_are_switched_off_and_stay_off(page, screening, media):
    screening.state(f"currentTime = {media.cues[1]['start'] + 0.2}")
    screening.caption()
    screening.page.locator("video").evaluate("video => video.controls = false")
    with_captions = picture_of(page.locator("video"))
    screening.state("textTracks[0].mode = 'disabled'")
    assert unlikeness(with_captions, picture_of(page.locator("video"))) > 1
    page.reload()
    assert Screening(page).state("textTracks[0].mode") == "disabled"


def test_every_chapter_leads_to_its_own_slide(page, screening, media, produced):
    slides = [shown(name) for name in slide_names(produced)]
    blocks = script_by_block(produced)
    starts = {passage.starts: passage.number for block in blocks for passage in block.passages}
    # What follows a scene dissolves out of it: its first frame is still the scene's.
    told = Purpose.STORY.label
    dissolves = {after.passages[0].number for before, after in pairwise(blocks) if before.purpose == told}
    links = page.locator(".chapters [data-seek]").all()
    assert len(links) == len(media.chapters) > 4
    for link, chapter in zip(reversed(links), reversed(media.chapters), strict=True):
        link.click()
        second, picture = screening.frame()
        assert chapter["start"] <= second < chapter["start"] + 1.5
        number = starts[min(starts, key=lambda start: abs(start - chapter["start"]))]
        if number in dissolves:
            screening.state(f"currentTime = {chapter['start'] + DISSOLVE + 0.1}")
            _, picture = screening.frame()
        assert likest(picture, slides) == number, chapter["title"]
        assert unlikeness(picture, slides[number]) < 4
        expect(link).to_have_attribute("aria-current", "true")


def shown(name: str) -> Image.Image:
    with production_storage().open(name) as file:
        return Image.open(file).convert("RGB").resize(SMALL, Image.Resampling.BILINEAR)


def test_a_line_of_the_transcript_and_the_strip_lead_to_their_second(page, screening, media):
    line = media.cues[9]
    page.locator("[data-cue]").nth(9).locator("[data-word]").first.click()
    screening.pause()
    assert line["start"] <= screening.state("currentTime") < line["start"] + 1.5
    strip = page.locator("[data-strip]")
    box = strip.bounding_box()
    strip.click(position={"x": box["width"] * 0.9, "y": box["height"] / 2})
    assert abs(screening.state("currentTime") - 0.9 * media.seconds) < 1


def test_the_keyboard_plays_pauses_and_goes_back_and_on(page, screening):
    page.locator("main").focus()
    screening.at(20)
    page.keyboard.press("ArrowRight")
    screening.until("currentTime === 25")
    screening.until("seeking === false")
    page.keyboard.press("ArrowLeft")
    screening.until("currentTime === 20")
    screening.until("seeking === false")
    page.keyboard.press("Space")
    screening.until("currentTime > 20.2")
    page.keyboard.press("Space")
    screening.until("paused")


def test_keys_pressed_faster_than_a_film_can_follow_send_it_once_it_has_arrived(page, screening):
    """Sent on and back before it has arrived, Chromium may never arrive anywhere again."""
    page.locator("main").focus()
    screening.at(20)
    heard = page.evaluate(HURRIED)
    assert heard == ["seeking", "seeked"] * (len(heard) // 2), heard
    screening.until("seeking === false")
    assert screening.state("currentTime") == 25


def test_the_place_is_kept_from_watching_to_listening_to_reading(page, screening, media, learner):
    chapter = media.chapters[3]
    page.get_by_role("link", name=chapter["title"]).click()
    with page.expect_response("**/position/"):
        screening.until(f"currentTime > {chapter['start'] + 1}")
    with page.expect_response("**/position/"):
        screening.pause()
    assert Attempt.objects.get(enrolment__user=learner).block_id == chapter["block_id"]
    page.get_by_role("link", name="Listen", exact=True).click()
    listening = Screening(page, "audio")
    listening.until(f"currentTime > {chapter['start'] + 0.5}")
    assert abs(listening.state("currentTime") - chapter["start"]) < 4
    page.get_by_role("link", name="Read", exact=True).click()
    expect(page.get_by_role("heading", name="Which line can a gaffer check?")).to_be_visible()


def test_a_speed_once_chosen_is_kept(page, screening):
    page.get_by_label("Speed").select_option("1.5")
    page.reload()
    assert Screening(page).state("playbackRate") == 1.5
