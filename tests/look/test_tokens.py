"""The look's colours: one source, readable everywhere."""

import itertools
import json
import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = Path(settings.BASE_DIR) / "static" / "css"
TOKENS = json.loads((CSS / "tokens.json").read_text())
TEXT = ("text", "muted", "accent", "teach", "practise", "story", "ok", "warn", "danger")
SURFACES = ("bg", "surface", "raised")
ON_THEIR_OWN = [
    ("on-accent", "accent"),
    ("on-level", "level-1"),
    ("on-level", "level-2"),
    ("on-level", "level-3"),
    ("on-level-4", "level-4"),
    *[
        (text, f"{tint}-tint")
        for tint in ("ok", "warn", "danger", "accent")
        for text in ("text", "muted", tint)
    ],
]
PAIRS = [*itertools.product(TEXT, SURFACES), *ON_THEIR_OWN]


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize(("text", "surface"), PAIRS)
def test_every_text_colour_is_readable_on_every_surface(theme, text, surface):
    colours = TOKENS[theme]
    assert contrast(colours[text], colours[surface]) >= 5.5


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("surface", SURFACES)
def test_borders_that_carry_meaning_stand_out(theme, surface):
    assert contrast(TOKENS[theme]["muted"], TOKENS[theme][surface]) >= 3


def test_both_themes_have_the_same_colours():
    assert TOKENS["dark"].keys() == TOKENS["light"].keys()


def test_the_style_sheet_holds_the_same_colours():
    found = re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\);", (CSS / "tokens.css").read_text())
    assert {name: (light, dark) for name, light, dark in found} == {
        name: (TOKENS["light"][name], TOKENS["dark"][name]) for name in TOKENS["dark"]
    }


@pytest.mark.parametrize("group", ["type", "space"])
def test_the_style_sheet_holds_the_same_sizes(group):
    held = dict(re.findall(r"--([\w-]+): ([^;]+);", (CSS / "tokens.css").read_text()))
    for name, value in TOKENS[group].items():
        assert held[name].split(",")[0].strip('"') == value, name


@pytest.mark.parametrize("sheet", sorted(CSS.glob("*.css")), ids=lambda path: path.name)
def test_no_other_style_sheet_names_a_colour(sheet):
    if sheet.name != "tokens.css":
        assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?!\))", sheet.read_text().replace("url(#", "url("))


@pytest.mark.parametrize("sheet", sorted(CSS.glob("*.css")), ids=lambda path: path.name)
def test_every_custom_property_used_is_defined(sheet):
    defined = set(re.findall(r"--([\w-]+):", (CSS / "tokens.css").read_text()))
    local = set(re.findall(r"--([\w-]+):", sheet.read_text()))
    used = {name for name in re.findall(r"var\(--([\w-]+)", sheet.read_text()) if not name.startswith("w-")}
    assert used <= defined | local  # "w-" are the admin's own
