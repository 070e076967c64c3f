"""Somebody who has no mouse: goes from stop to stop, and must see where they are."""

from playwright.sync_api import Locator, Page, expect

MOST_STOPS = 60

STAND = """() => {
  const here = document.activeElement;
  const shown = [here, here.closest('.option, .card')].filter(Boolean).some((one) => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  });
  const box = here.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return { name: here.outerHTML.slice(0, 120), body: here === document.body, visible: shown && inside };
}"""
STOPS = """() => [...document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter((one) => one.checkVisibility() && !one.matches(':disabled, [type=hidden], [tabindex="-1"]'))
  .filter((one) => one.type !== 'radio' || one === document.querySelector(`[name=${one.name}]`)).length"""


class Keyboard:
    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def to(self, wanted: Locator) -> None:
        """Tab until it has the focus. Every stop on the way must be seen, and be another one."""
        expect(wanted).to_be_visible()
        before = ""
        for _ in range(MOST_STOPS):
            self.press("Tab")
            stand = self.page.evaluate(STAND)
            assert stand["body"] or stand["visible"], f"nobody sees the focus on {stand['name']}"
            assert stand["body"] or stand["name"] != before, f"the focus is caught in {stand['name']}"
            before = stand["name"]
            if wanted.evaluate("one => one === document.activeElement"):
                return
        raise AssertionError(f"{wanted} is not reached in {MOST_STOPS} stops")

    def follow(self, wanted: Locator) -> None:
        self.to(wanted)
        self.press("Enter")

    def stops(self) -> list[str]:
        """Every stop of the page from the top, once round."""
        self.page.evaluate("document.activeElement.blur()")
        found: list[str] = []
        for _ in range(MOST_STOPS):
            self.press("Tab")
            stand = self.page.evaluate(STAND)
            if stand["body"] or stand["name"] in found[:1]:
                return found
            found.append(stand["name"])
        raise AssertionError(f"the way round has no end: {found[-3:]}")

    def number_of_stops(self) -> int:
        return self.page.evaluate(STOPS)
