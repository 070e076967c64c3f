"""Somebody who has no mouse: goes from stop to stop, and must see where they are."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

MOST_STOPS = 60

# Of a player the browser's own buttons have the focus, and its own way to show that.
STAND = """() => {
  const here = document.activeElement;
  const player = here.matches('video, audio');
  const shown = [here, here.closest('.option, .card')].filter(Boolean).some((one) => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  });
  const box = here.getClientRects()[0] ?? here.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const middle = (from, to, most) => (Math.max(from, 0) + Math.min(to, most)) / 2;
  const above = document.elementFromPoint(
    middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight));
  const uncovered = !!above && (here.contains(above) || above.closest('label')?.control === here);
  return {
    name: here.outerHTML.slice(0, 120),
    body: here === document.body,
    visible: (shown || player) && inside,
    player,
    covered: inside && !uncovered ? above?.outerHTML.slice(0, 120) ?? 'nothing' : '',
  };
}"""
STOPS = """() => [...document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, [tabindex="0"], video[controls], audio[controls]')]
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
            stand = self.stand()
            assert stand["body"] or stand["player"] or stand["name"] != before, (
                f"the focus is caught in {stand['name']}"
            )
            before = stand["name"]
            if wanted.evaluate("one => one === document.activeElement"):
                return
        raise AssertionError(f"{wanted} is not reached in {MOST_STOPS} stops")

    def stand(self) -> dict[str, Any]:
        """Where the focus is, which must be seen and lie under nothing else."""
        found = self.page.evaluate(STAND)
        if not found["body"]:
            assert found["visible"], f"nobody sees the focus on {found['name']}"
            assert not found["covered"], f"{found['name']} lies under {found['covered']}"
        return found

    def write(self, wanted: Locator, text: str) -> None:
        """Type it in place of what is there."""
        self.to(wanted)
        self.press("Control+a")
        self.page.keyboard.type(text)

    def follow(self, wanted: Locator) -> None:
        self.to(wanted)
        self.press("Enter")

    def stops(self) -> list[str]:
        """Every stop of the page, once round from where the focus is."""
        found: list[str] = []
        for _ in range(MOST_STOPS):
            self.press("Tab")
            stand = self.stand()
            if stand["body"] or (stand["player"] and stand["name"] in found[-1:]):
                continue
            if stand["name"] in found[:1]:
                return found
            found.append(stand["name"])
        raise AssertionError(f"the way round has no end: {found[-3:]}")

    def number_of_stops(self) -> int:
        return self.page.evaluate(STOPS)
