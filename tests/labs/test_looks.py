"""What a program sees in a picture."""

import pytest
from PIL import Image, ImageEnhance, ImageOps

from labs.looks import BITS, Look, distance, look_of
from labs.reference_set.checks import NEAR
from labs.reference_set.variety import background_of, light_of
from tests.labs.reference_set.making import COLOURS, drawn, written


def opened(content: bytes) -> Image.Image:
    import io

    return Image.open(io.BytesIO(content))


def cropped(picture: Image.Image, share: float) -> Image.Image:
    wide, high = picture.size
    by = round(wide * share)
    return picture.crop((by, by, wide, high)).resize(picture.size)


SAME = {
    "saved as a poor JPEG": lambda one: opened(written(one, "JPEG", quality=30)),
    "saved as WebP": lambda one: opened(written(one, "WEBP", quality=50)),
    "half as large": lambda one: one.resize((256, 256)),
    "brighter": lambda one: ImageEnhance.Brightness(one).enhance(1.15),
    "of less contrast": lambda one: ImageEnhance.Contrast(one).enhance(0.7),
    "mirrored": ImageOps.mirror,
    "in black and white": lambda one: one.convert("L"),
    "a little nearer": lambda one: cropped(one, 0.015),
}


@pytest.fixture(scope="module")
def pictures():
    return {(light, shape): drawn(light, shape) for shape, light in enumerate(COLOURS)}


@pytest.mark.parametrize("change", SAME)
def test_a_picture_that_was_only_treated_stays_a_twin(pictures, change):
    for picture in pictures.values():
        assert distance(look_of(picture.copy()), look_of(SAME[change](picture))) <= NEAR


def test_other_pictures_are_no_twins(pictures):
    looks = [look_of(picture.copy()) for picture in pictures.values()]
    apart = [distance(one, other) for at, one in enumerate(looks) for other in looks[at + 1 :]]
    assert min(apart) > NEAR and max(apart) <= BITS


def test_a_crop_that_takes_much_away_is_missed_as_the_page_says(pictures):
    picture = pictures["noon", 0]
    assert distance(look_of(picture.copy()), look_of(cropped(picture, 0.3))) > NEAR


def test_light_is_told_in_words_anyone_can_check(pictures):
    told = {light: light_of(look_of(picture.copy())) for (light, _), picture in pictures.items()}
    assert told["noon"].startswith("bright") and told["noon"].endswith("warm")
    assert told["night"].startswith("dark, soft") and told["night"].endswith("cool")
    assert told["storm"].startswith("middling")


def test_the_background_is_the_border():
    picture = Image.new("RGB", (300, 300), (250, 240, 230))
    picture.paste((0, 0, 0), (100, 100, 200, 200))
    assert background_of(look_of(picture)) == "plain, bright, warm"
    for at in range(0, 300, 20):
        picture.paste((0, 0, 0), (at, 0, at + 10, 300))
    assert background_of(look_of(picture)).startswith("busy")


def test_lines_are_told_apart():
    for direction, name in enumerate(("level", "upright")):
        picture = Image.new("L", (300, 300))
        for at in range(0, 300, 30):
            box = (0, at, 300, at + 15) if name == "level" else (at, 0, at + 15, 300)
            picture.paste(255, box)
        assert look_of(picture).lines[direction] > 0.95
    slanting = picture.rotate(45).crop((80, 80, 220, 220))
    assert look_of(slanting).lines[2] > 0.9


def test_a_look_survives_being_kept(pictures):
    import json

    look = look_of(pictures["dusk", 1].copy())
    assert Look.from_json(json.loads(json.dumps(look.as_json()))) == look


def test_pictures_of_every_mode_are_seen():
    for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "F"):
        assert look_of(Image.new(mode, (40, 40))).lines == (0, 0, 0)
