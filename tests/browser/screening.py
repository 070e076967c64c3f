"""A player as somebody in front of it meets it: what is on screen at a second, and what is said there."""

import base64
import io

from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Locator, Page

SMALL = (192, 108)

FRAME = """async () => {
  const video = document.querySelector('video');
  video.pause();
  while (video.seeking || video.readyState < 2) await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  const canvas = Object.assign(document.createElement('canvas'), { width: 192, height: 108 });
  canvas.getContext('2d').drawImage(video, 0, 0, 192, 108);
  return [video.currentTime, canvas.toDataURL('image/png')];
}"""
SAID = """() => {
  const video = document.querySelector('video');
  const [cue] = video.textTracks[0].activeCues;
  return cue ? [video.currentTime, cue.getCueAsHTML().textContent] : null;
}"""


class Screening:
    """The first player of its kind on the page: a review shows the lesson's video before its recap."""

    def __init__(self, page: Page, player: str = "video") -> None:
        self.page, self.player = page, player
        page.locator(player).first.wait_for()
        self.until("readyState >= 2")

    def state(self, expression: str):
        return self.page.evaluate(f"document.querySelector('{self.player}').{expression}")

    def until(self, state: str) -> None:
        """Playwright's own waiting evaluates strings, which the pages' policy forbids."""
        for _ in range(400):
            if self.state(state):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{self.player} never came to {state}")

    def at(self, second: float) -> None:
        """Stand there, once it has arrived."""
        self.state(f"currentTime = {second}")
        self.until("seeking === false")

    def play_from(self, second: float) -> None:
        self.state(f"currentTime = {second}")
        self.state("play()")

    def pause(self) -> None:
        self.state("pause()")

    def frame(self) -> tuple[float, Image.Image]:
        """The second it stands at, and the picture of the video there, without what lies over it."""
        second, url = self.page.evaluate(FRAME)
        return second, Image.open(io.BytesIO(base64.b64decode(url.split(",")[1]))).convert("RGB")

    def caption(self) -> tuple[float, str]:
        """The second and the words of the caption that shows; waits for one."""
        for _ in range(200):
            if found := self.page.evaluate(SAID):
                return found[0], " ".join(found[1].split())
            self.page.wait_for_timeout(50)
        raise AssertionError("no caption ever showed")


def picture_of(element: Locator) -> Image.Image:
    return Image.open(io.BytesIO(element.screenshot(animations="disabled"))).convert("RGB")


def likest(picture: Image.Image, slides: list[Image.Image]) -> int:
    """The number of the slide that a picture is most like."""
    return min(range(len(slides)), key=lambda number: unlikeness(picture, slides[number]))


def unlikeness(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of their pixels, 0 to 255."""
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / 3
