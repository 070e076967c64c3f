import io
from xml.etree import ElementTree as ET

import pytest
from PIL import Image, ImageChops

from gamification.engines.openbadges import Picture, png, svg
from gamification.engines.openbadges.outline import lines

LENS = "M54 32A22 22 0 1 1 10 32A22 22 0 1 1 54 32Z M26 30A7 7 0 0 1 32 25"
TEXT = "{http://www.w3.org/2000/svg}text"


def words(picture: Picture) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg(picture)).iter(TEXT)]


def test_the_picture_says_the_badge_its_level_and_its_studio():
    assert words(Picture("Clean take", "Night Ferry", "Expert", 4, 4)) == [
        "Clean take",
        "Expert",
        "Night Ferry",
    ]


def test_markup_in_a_name_stays_text():
    name = '<script>alert("&")</script>'
    assert "".join(words(Picture(name, "A & B"))[:-1]).startswith("<script>alert")
    assert b"<script" not in svg(Picture(name, "A & B"))


def test_a_long_name_is_set_in_three_lines_and_cut():
    lines = words(Picture("Reading " * 60, "Night Ferry"))[:-1]
    assert len(lines) == 3


def test_a_png_is_a_square_of_600_with_its_emblem():
    with Image.open(io.BytesIO(png(Picture("Zoë 田中", "مريم")))) as plain:
        assert (plain.format, plain.size) == ("PNG", (600, 600))
        with Image.open(io.BytesIO(png(Picture("Zoë 田中", "مريم", emblem=LENS)))) as marked:
            left, top, right, bottom = ImageChops.difference(plain, marked).convert("RGB").getbbox()
    assert 252 <= left < right <= 348 and 108 <= top < bottom <= 204


def test_an_outline_is_drawn_as_svg_draws_it():
    assert lines("M2 3L4 5H9V1Z M1 1L2 2") == [[(2, 3), (4, 5), (9, 5), (9, 1), (2, 3)], [(1, 1), (2, 2)]]
    upper, lower = (lines(f"M10 0A10 10 0 0 {sweep} -10 0")[0] for sweep in (0, 1))
    assert min(y for _, y in upper) == pytest.approx(-10) and max(y for _, y in lower) == pytest.approx(10)
    quarter = lines("M10 0A10 10 0 1 1 0 -10")[0]
    assert (min(x for x, _ in quarter), max(y for _, y in quarter)) == pytest.approx((-10, 10))
    with pytest.raises(ValueError, match="no command"):
        lines("M0 0C1 1 2 2 3 3")
