"""Authors' pictures on slides, and the studio's own look."""

import shutil
from pathlib import Path

import font_manrope
import numpy as np
import pytest
from PIL import Image

from generation.ports import EngineError
from tests.generation.engines.drawing import drawn


def test_a_picture_is_shown_upright_and_whole(tmp_path):
    photo = Image.new("RGB", (800, 400), (200, 30, 30))
    photo.paste((30, 200, 30), (0, 0, 400, 400))
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: the left half is the top
    photo.save(tmp_path / "it's a #photo.jpg", exif=exif)
    (picture,) = drawn(
        tmp_path, {"kind": "image", "title": "", "path": tmp_path / "it's a #photo.jpg", "alt": "x"}
    )
    green = np.argwhere((picture[:, :, 1] > 150) & (picture[:, :, 0] < 90))
    red = np.argwhere((picture[:, :, 0] > 150) & (picture[:, :, 1] < 90))
    assert green[:, 0].max() <= red[:, 0].min() + 3
    assert np.ptp(green[:, 1]) == pytest.approx(np.ptp(green[:, 0]), rel=0.05)


def test_a_picture_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "lamp.png").write_bytes(b"no picture")
    with pytest.raises(EngineError, match="lamp.png") as caught:
        drawn(tmp_path, {"kind": "image", "path": tmp_path / "lamp.png", "alt": "x"})
    assert caught.value.code == "bad_image"


def test_a_picture_that_is_gone_is_named(tmp_path):
    with pytest.raises(EngineError, match="gone.png"):
        drawn(tmp_path, {"kind": "image", "path": tmp_path / "gone.png", "alt": "x"})


def pictured(folder, size, mode="RGB", colour=(200, 30, 30), **facts):
    name = f"{size[0]}x{size[1]}.png"
    Image.new(mode, size, colour).save(folder / name)
    slide = {"kind": "image", "title": "", "alt": "x", "path": folder / name, **facts}
    (picture,) = drawn(folder, slide)
    return picture


def spread(marks):
    rows, columns = np.flatnonzero(marks.any(axis=1)), np.flatnonzero(marks.any(axis=0))
    return columns[-1] - columns[0] + 1, rows[-1] - rows[0] + 1


def test_a_small_picture_is_never_blown_up(tmp_path):
    picture = pictured(tmp_path, (100, 60))
    assert spread(picture[170:940, :, 0] > 150) == pytest.approx((250, 150), abs=2)


def test_a_portrait_stands_beside_its_caption(tmp_path):
    picture = pictured(tmp_path, (600, 900), title="Held back")
    words = (picture.min(axis=2) > 200)[180:930]
    assert (
        np.flatnonzero(words.any(axis=0)).min()
        > np.flatnonzero((picture[180:930, :, 0] > 150).any(axis=0)).min() + 400
    )


def test_a_dark_drawing_on_nothing_stands_on_paper_and_a_light_one_on_the_slide(tmp_path):
    dark = pictured(tmp_path, (400, 200), "RGBA", (10, 10, 10, 255), title="")
    clear = Image.new("RGBA", (400, 200), (0, 0, 0, 0))
    clear.paste((10, 10, 10, 255), (100, 50, 300, 150))
    clear.save(tmp_path / "dark.png")
    clear.paste((230, 230, 230, 255), (100, 50, 300, 150))
    clear.save(tmp_path / "light.png")
    slides = [
        {"kind": "image", "title": "", "alt": "x", "path": tmp_path / f"{n}.png"} for n in ("dark", "light")
    ]
    on_paper, on_slide = drawn(tmp_path, *slides)
    paper = lambda picture: (picture.min(axis=2) > 235).sum()  # noqa: E731
    assert paper(on_paper) > 100_000 > paper(on_slide)
    assert paper(dark) > 10_000


def test_a_panorama_is_cut_round_what_its_author_marked(tmp_path):
    wide = Image.new("RGB", (6000, 400), (60, 60, 60))
    wide.paste((30, 200, 30), (4300, 100, 4500, 300))
    wide.save(tmp_path / "wide.png")
    slide = {"kind": "image", "title": "", "alt": "x", "path": tmp_path / "wide.png"}
    whole, cut = drawn(tmp_path, slide, slide | {"focus": (4200, 50, 4600, 350)})
    green = lambda picture: (picture[:, :, 1] > 150) & (picture[:, :, 0] < 90)  # noqa: E731
    assert spread(green(cut))[0] > 3 * spread(green(whole))[0]
    middle = np.flatnonzero(green(cut).any(axis=0)).mean()
    assert abs(middle - 960) < 60


def test_a_picture_of_twenty_thousand_pixels_is_shown_and_one_that_is_too_large_is_told(tmp_path):
    Image.new("L", (20_000, 300)).save(tmp_path / "wide.png")
    Image.new("L", (20_000, 5_000)).save(tmp_path / "huge.png")
    assert drawn(tmp_path, {"kind": "image", "path": tmp_path / "wide.png", "alt": "x"})
    with pytest.raises(EngineError, match="20,000 by 5,000") as caught:
        drawn(tmp_path, {"kind": "image", "path": tmp_path / "huge.png", "alt": "x"})
    assert caught.value.code == "bad_image"
    assert "8,000 pixels" in caught.value.message


def test_a_bomb_is_told_and_not_opened(tmp_path, monkeypatch):
    Image.new("L", (900, 900)).save(tmp_path / "bomb.png")
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    with pytest.raises(EngineError, match="too large"):
        drawn(tmp_path, {"kind": "image", "path": tmp_path / "bomb.png", "alt": "x"})


def test_a_brand_draws_in_its_own_colours_and_faces_and_puts_its_logo_on_the_first_slide(tmp_path):
    faces = Path(font_manrope.__file__).parent / "files"
    shutil.copy(faces / "Manrope-ExtraBold.ttf", tmp_path)
    Image.new("RGB", (200, 80), (255, 0, 255)).save(tmp_path / "logo.png")
    face = {"family": "Manrope", "sha256": "", "path": str(tmp_path / "Manrope-ExtraBold.ttf")}
    logo = {"sha256": "", "path": str(tmp_path / "logo.png"), "alt": "Northlight"}
    blue = {"dark": {"bg": "#14213D", "accent": "#FFD27F"}}
    title = {"kind": "title", "title": "Nine elements", "text": "Checked."}
    told = {"kind": "heading", "title": "Light"}
    branded = drawn(tmp_path, *(one | {"brand": blue | {"logo": logo}} for one in (title, told)))
    assert tuple(branded[0][0, 0]) == (0x14, 0x21, 0x3D)
    magenta = [(one == (255, 0, 255)).all(axis=2) for one in branded]
    assert magenta[0][:200, 1400:].any() and not magenta[1].any()
    (faced,) = drawn(tmp_path, told | {"brand": blue | {"faces": {"title": face}}})
    assert (faced != branded[1]).any()
