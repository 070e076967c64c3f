"""axe, and what it does not see, on one page in every guise: wide, narrow, dark, light, without motion."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

DESK, PHONE = {"width": 1360, "height": 960}, {"width": 390, "height": 844}
EVERYTHING = {
    "rules": {"target-size": {"enabled": True}},
    "iframes": False,
    "preload": False,
    "resultTypes": ["violations"],
}
COLOURS = {"runOnly": ["color-contrast"], "iframes": False, "preload": False, "resultTypes": ["violations"]}
GUISES = (
    (DESK, "dark", EVERYTHING),
    (PHONE, "dark", COLOURS),
    (PHONE, "light", EVERYTHING),
    (DESK, "light", COLOURS),
)
"""The layout and the theme meet in colours alone, so every rule is tried twice and colours four times."""

KNOWN = tomllib.loads((Path(__file__).parent / "known_faults.toml").read_text())["fault"]
FADED = "document.getAnimations().every((one) => !(one instanceof CSSTransition))"
RUN = "options => axe.run(document, options).then((found) => found.violations)"

Fault = tuple[str, str, str]
"""Rule, selector, where and in which guise."""


def inspect(page: Page, address: str) -> Iterator[Fault]:
    """Goes there and finds fault."""
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.goto(address)
    settle(page)
    page.evaluate(AXE_SCRIPT)
    for viewport, theme, options in GUISES:
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        # Wagtail's own header fades from one theme to the other; between them are colours of neither.
        page.wait_for_function(FADED)
        guise = f"{page.url} {viewport['width']} {theme}"
        for violation in page.evaluate(RUN, options):
            for node in violation["nodes"]:
                yield violation["id"], " ".join(map(str, node["target"])), guise
        if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            yield "wider-than-the-screen", "html", guise


def settle(page: Page) -> None:
    """Parts that a page fetches for itself have come."""
    if page.locator("[hx-trigger=load], [data-edit-form], #w-slim-header").count():
        page.wait_for_load_state("networkidle")


def is_known(fault: Fault) -> bool:
    """Whether it is one of those that Wagtail's untouched editor has."""
    rule, selector, _ = fault
    return any(rule == known["rule"] and known["selector"] in selector for known in KNOWN)
