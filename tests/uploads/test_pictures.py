"""Every door to the image library, with what somebody may try to put through it."""

import io
import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageOps
from wagtail.images import get_image_model

from courses.uploads import LONGEST_SIDE, Unusable, plain_picture
from tests.uploads import files

HOSTILE = {
    "a PNG named as JPEG": ("lamp.jpg", files.picture("PNG"), "does not match"),
    "HTML named as PNG": ("lamp.png", files.HTML, "not an image or a corrupted"),
    "SVG named as PNG": ("lamp.png", files.SVG, "does not match"),
    "SVG": ("lamp.svg", files.SVG, "Not a supported image format"),
    "a GIF with a page for a tail, as PNG": ("lamp.png", b"GIF89a" + files.HTML, "does not match"),
    "a file that ends early": ("lamp.png", files.picture(size=(900, 900))[:200], "damaged"),
    "nothing at all": ("lamp.png", b"", "empty"),
    "a bomb": ("lamp.png", files.bomb(50_000), "too many pixels"),
    "a smaller bomb": ("lamp.png", files.folded(8_000), "too many pixels"),
    "a thread of pixels": ("lamp.png", files.picture(size=(LONGEST_SIDE + 1, 1)), "longer than 12000 pixels"),
    "a PNG that moves": ("lamp.png", files.moving("PNG"), "corrupted"),
    "a WebP that moves": ("lamp.webp", files.moving("WEBP"), "moves"),
}
NAMES = {
    "out of the folder": "../../../../lamp.png",
    "out of it, as Windows writes it": "..\\..\\lamp.png",
    "a byte of zero": "lamp\x00.html.png",
    "right to left": "lamp\u202egnp.exe.png",
    "a device": "CON.png",
    "only dots": "....png",
    "very long": "l" * 300 + ".png",
}


@pytest.fixture
def client(signed_in, author, home):
    return signed_in(author)


def by_itself(client, file):
    response = client.post(reverse("wagtailimages:add"), {"title": "Lamp", "file": file})
    return response.content.decode()


def among_several(client, file):
    response = client.post(reverse("wagtailimages:add_multiple"), {"title": "Lamp", "files[]": file})
    return json.loads(response.content).get("error_message", "")


def in_the_chooser(client, file):
    prefix = "image-chooser-upload"
    sent = {f"{prefix}-title": "Lamp", f"{prefix}-file": file, f"{prefix}-collection": "1"}
    return client.post(reverse("wagtailimages_chooser:create"), sent).content.decode()


DOORS = [by_itself, among_several, in_the_chooser]


def kept(settings) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.mark.parametrize("door", DOORS)
def test_a_picture_goes_in_by_every_door(client, door):
    door(client, SimpleUploadedFile("lamp.png", files.picture()))
    assert get_image_model().objects.count() == 1


@pytest.mark.parametrize("door", DOORS)
def test_what_is_no_picture_is_refused_in_words_and_leaves_nothing(client, settings, door):
    unwelcome = {}
    for what, (name, content, told) in HOSTILE.items():
        answer = door(client, SimpleUploadedFile(name, content, "image/png"))
        if told not in answer or get_image_model().objects.exists() or kept(settings):
            unwelcome[what] = answer[-300:]
    assert unwelcome == {}


def test_a_file_over_the_size_is_refused(client, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1000
    answer = among_several(
        client, SimpleUploadedFile("lamp.png", files.picture(size=(999, 999)), "image/png")
    )
    assert "too big" in answer
    assert not kept(settings)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_hostile_name_stays_in_the_folder(client, settings, name):
    among_several(client, SimpleUploadedFile(name, files.picture(), "image/png"))
    for path in kept(settings):
        assert path.resolve().is_relative_to(Path(settings.MEDIA_ROOT).resolve() / "original_images")
        assert path.suffix == ".png" and path.name.isascii() and path.name.isprintable()
        assert len(path.name) < 120


def test_where_a_photograph_was_taken_is_not_kept(client):
    by_itself(client, SimpleUploadedFile("lamp.jpg", files.located(), "image/jpeg"))
    image = get_image_model().objects.get()
    for file in (image.file, image.get_rendition("width-20").file, image.get_rendition("original").file):
        with file.open("rb") as stored, Image.open(stored) as picture:
            assert not picture.getexif()
            assert picture.height > picture.width, "It stands upright, as its EXIF said."


@pytest.mark.parametrize("door", DOORS)
def test_a_photograph_is_no_film_because_its_camera_put_a_preview_behind_it(client, door):
    door(client, SimpleUploadedFile("lamp.jpg", files.with_preview(), "image/jpeg"))
    with get_image_model().objects.get().file.open("rb") as stored, Image.open(stored) as picture:
        assert (picture.format, picture.size) == ("JPEG", (40, 20))


def test_a_photograph_with_an_odd_word_of_its_camera_is_taken_upright(client):
    by_itself(client, SimpleUploadedFile("lamp.jpg", files.odd(), "image/jpeg"))
    image = get_image_model().objects.get()
    assert (image.width, image.height) == (20, 60)


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_photograph_stands_upright_however_it_was_held(turn):
    exif = Image.Exif()
    exif[files.ORIENTATION] = turn
    target = io.BytesIO()
    held = Image.new("RGB", (8, 16), "navy")
    held.paste("white", (0, 0, 4, 4))
    held.save(target, "PNG", exif=exif)
    after = Image.open(io.BytesIO(plain_picture(target.getvalue())))
    expected = ImageOps.exif_transpose(Image.open(target))
    assert (after.size, after.tobytes()) == (expected.size, expected.tobytes())


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_nothing_is_kept_behind_the_end_of_a_picture(form):
    assert files.HTML not in plain_picture(files.picture(form) + files.HTML)


def test_text_within_a_picture_is_not_kept():
    from PIL.PngImagePlugin import PngInfo

    said = PngInfo()
    said.add_text("Comment", files.HTML.decode())
    assert files.HTML not in plain_picture(files.picture(pnginfo=said))
    assert files.HTML not in plain_picture(files.picture("JPEG", comment=files.HTML))


def test_colours_survive():
    before = Image.new("RGBA", (4, 4), (10, 20, 30, 40))
    target = io.BytesIO()
    before.save(target, "PNG", icc_profile=b"a profile")
    after = Image.open(io.BytesIO(plain_picture(target.getvalue())))
    assert after.getpixel((1, 1)) == (10, 20, 30, 40)
    assert after.info["icc_profile"] == b"a profile"


def test_a_bomb_is_not_unfolded():
    with pytest.raises(Unusable, match="too many pixels"):
        plain_picture(files.bomb(50_000))


def test_a_kind_that_can_be_read_and_not_written_is_refused_in_words():
    drawing = b'/* XPM */\nstatic char *x[] = {\n"1 1 1 1",\n"a c #ff0000",\n"a"};\n'
    with pytest.raises(Unusable, match="cannot keep pictures of this kind"):
        plain_picture(drawing)
