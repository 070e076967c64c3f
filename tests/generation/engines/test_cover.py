"""The cover of the audio edition, drawn, put into the file and read back by others."""

import av
import pytest
import tinytag
from PIL import Image, ImageChops

from generation.engines.cover import TypstCover
from generation.engines.sound import Encoder
from generation.ports import Chapter
from tests.generation.engines.measured import decoded

WORDS = {"title": "Light that can be checked", "course": "Briefs", "studio": "Greenroom", "disclosure": "AI"}


def drawn(folder, name="cover", **words):
    target = folder / f"{name}.png"
    TypstCover().draw(WORDS | words, target)
    return target


def inked(picture: Image.Image) -> tuple[int, int, int, int]:
    """The box of everything that is not the ground."""
    ground = Image.new("RGB", picture.size, picture.getpixel((0, 0)))
    return ImageChops.difference(picture, ground).getbbox()


@pytest.mark.parametrize(
    "title",
    [
        "Cut",
        "How to write a brief that a gaffer, a colourist and a model all read in the same way, every time",
        "Donaudampfschifffahrtsgesellschaftskapitän",
        "x" * 4000,
    ],
)
def test_it_is_a_square_without_transparency_and_no_title_leaves_it(tmp_path, title):
    with Image.open(drawn(tmp_path, title=title)) as picture:
        assert (picture.size, picture.mode) == ((1400, 1400), "RGB")
        left, top, right, bottom = inked(picture)
    assert left >= 110 and top >= 110 and right <= 1290 and bottom <= 1290


def test_markup_in_a_title_is_shown_and_never_obeyed(tmp_path):
    plain = drawn(tmp_path, "plain", title="Light").read_bytes()
    assert drawn(tmp_path, "marked", title='#image("/etc/hosts") $x$ *Light*').read_bytes() != plain


@pytest.fixture(scope="module")
def edition(programme, tmp_path_factory):
    folder = tmp_path_factory.mktemp("edition")
    files = {"with": drawn(folder), "without": None}
    for name, cover in files.items():
        chapters = [Chapter("One", 0.0, 2.0), Chapter("Two", 2.0, 4.0)]
        Encoder().join(
            programme.chunks,
            folder / f"{name}.m4a",
            chapters=chapters,
            title="Light",
            comment="",
            cover=cover,
        )
    return folder


def test_players_find_the_cover_the_chapters_and_the_title(edition):
    told = tinytag.TinyTag.get(edition / "with.m4a", image=True)
    assert told.images.front_cover.data == (edition / "cover.png").read_bytes()
    assert told.images.front_cover.mime_type == "image/png"
    with av.open(str(edition / "with.m4a")) as file:
        assert [one["metadata"]["title"] for one in file.chapters()] == ["One", "Two"]
        assert file.metadata["title"] == "Light"


def test_it_is_still_an_m4a_that_starts_at_once(edition):
    data = (edition / "with.m4a").read_bytes()
    assert data[4:12] == b"ftypM4A "
    assert data.index(b"moov") < data.index(b"covr") < data.index(b"mdat")


def test_the_sound_is_the_same_to_the_sample_with_a_cover_or_without(edition):
    assert (decoded(edition / "with.m4a") == decoded(edition / "without.m4a")).all()
