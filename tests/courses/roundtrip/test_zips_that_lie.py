"""Zips that say one thing and hold another, and files in them that no database could keep."""

import struct

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from wagtail.images import get_image_model
from wagtail.signals import page_published

from courses.models import Character, CoursePage, ModulePage
from tests import factories
from tests.courses.roundtrip.test_hostile_zips import BOMB, COURSE, FILES, png, zipped

DIRECTORY = b"PK\x01\x02"


@pytest.fixture
def catalogue(home):
    return factories.catalogue(home)


def altered(content, offset, form, value):
    """The zip with another number in the directory's line about its last file."""
    data = bytearray(content)
    struct.pack_into(form, data, data.rfind(DIRECTORY) + offset, value)
    return bytes(data)


def module(text):
    return zipped(FILES | {"modules/02.md": text})


def nested(levels):
    fences = [":" * (3 + level) for level in reversed(range(levels))]
    lines = ["# T", "", *(f"{one} text" for one in fences), "Words.", *reversed(fences), ""]
    return "\n".join(lines).encode()


UNKEPT = "this is not valid YAML: it holds a character that cannot be kept"
CASES = {
    "its share of the zip": (
        altered(zipped(FILES | {"modules/02-bomb.md": BOMB}), 20, "<I", 2**30),
        "course.zip is no zip, or only a part of one",
    ),
    "many small bombs": (
        zipped(FILES | {f"modules/{n:02}.md": b" " * 1024 * 1024 for n in range(5)}),
        "course.zip unpacks to far more than it holds",
    ),
    "no beginning": (zipped(FILES)[20:], "course.zip is no zip, or only a part of one"),
    "a version to come": (altered(zipped(FILES), 6, "<H", 99), "course.zip is packed in an unusual way"),
    "a long name": (zipped(FILES | {f"images/{'a' * 300}.png": png()}), "is no name that a file of a course"),
    "a zero": (
        module(b'---\ntitle: "a\\0b"\n---\n'),
        "02.md, line 1: the front matter is not valid YAML: it holds a character that cannot be kept",
    ),
    "half a character": (
        zipped(FILES | {"characters.yaml": b'- slug: mara\n  name: "\\ud800"\n'}),
        f"characters.yaml: {UNKEPT}",
    ),
    "an endless number": (
        module(b"---\ntitle: 0x" + b"f" * 5000 + b"\n---\n"),
        "it holds a number that is far too large",
    ),
    "no number": (
        module(b"# T\n\n::: stored lab {#a}\nminutes: 2.5\n:::\n"),
        "02.md, line 3: lab, minutes cannot be '2.5'",
    ),
    "a course's field": (
        module(b"---\ntitle: x\nstored: {summary: x}\n---\n"),
        "02.md: “stored” in the front matter cannot hold “summary”",
    ),
    "a module's field": (
        zipped(FILES | {"course.md": COURSE[:-4] + b"stored: {key_points: [x]}\n---\n"}),
        "course.md: “stored” in the front matter cannot hold “key_points”",
    ),
    "containers without end": (
        module(nested(300)),
        "02.md: containers stand far too deep within one another",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_a_zip_says_of_itself_is_not_believed(case, catalogue, tmp_path):
    content, said = CASES[case]
    (tmp_path / "course.zip").write_bytes(content)
    with pytest.raises(CommandError) as refusal:
        call_command("import_course", str(tmp_path / "course.zip"))
    assert said in str(refusal.value)
    for model in (CoursePage, ModulePage, Character, get_image_model()):
        assert not model.objects.exists()
    assert not [path for path in (tmp_path / "media").rglob("*") if path.is_file()]


@pytest.mark.django_db(transaction=True)
def test_what_fails_once_all_is_kept_takes_no_file_away(catalogue, tmp_path):
    def mailed(**_):
        transaction.on_commit(lambda: 1 / 0)

    (tmp_path / "course.zip").write_bytes(zipped(FILES))
    page_published.connect(mailed)
    try:
        with pytest.raises(ZeroDivisionError):
            call_command("import_course", str(tmp_path / "course.zip"), "--publish")
    finally:
        page_published.disconnect(mailed)
    assert get_image_model().objects.get().file.read() == FILES["images/lamp.png"]
