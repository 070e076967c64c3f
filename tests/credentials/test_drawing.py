import io
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from gamification.engines.openbadges import EMBLEMS, Picture, png, svg

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


@pytest.mark.parametrize("emblem", [*EMBLEMS, "something else"])
def test_a_png_is_a_square_of_600(emblem):
    with Image.open(io.BytesIO(png(Picture("Zoë 田中", "مريم", emblem=emblem)))) as image:
        assert (image.format, image.size) == ("PNG", (600, 600))
