"""Whatever somebody hands in as a course: refused in words, with the file, and nothing of it stays."""

import io
import stat
import struct
import zipfile
import zlib

import pytest
from django.core.management import CommandError, call_command
from PIL import Image
from wagtail.images import get_image_model

from courses.bare_pictures import is_bare
from courses.importing import archive as archives
from courses.models import Character, Competency, CoursePage, ModulePage


def png(size=(8, 8), **info):
    target = io.BytesIO()
    Image.new("RGB", size, "navy").save(target, "PNG", **info)
    return target.getvalue()


COURSE = b"---\ntitle: Light\nslug: light-course\nsummary: About light.\n---\n"
MODULE = b"---\ntitle: Lamp\nslug: lamp\n---\n\nOne lamp.\n\n![A lamp](../images/lamp.png)\n"
FILES = {
    "course.md": COURSE,
    "modules/01-lamp.md": MODULE,
    "images/lamp.png": png(),
    "greenroom.yaml": b"format: 1\n",
    "characters.yaml": b"- slug: mara\n  name: Mara\n  voice: voice-1\n",
    "competencies.yaml": b"- slug: craft\n  name: Craft\n",
}


def zipped(files, extra=()):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            if content is not None:
                archive.writestr(name, content)
        for info, content in extra:
            archive.writestr(info, content)
    return target.getvalue()


def link():
    info = zipfile.ZipInfo("images/link.png")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info, b"/etc/passwd"


def encrypted(content):
    """The flag is set where the zip's directory and the file itself say so."""
    data = bytearray(content)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        data[at + place] |= 1
    return bytes(data)


def lying(content):
    """A file of many bytes whose size the directory gives as a few."""
    data = bytearray(content)
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(data)


def with_nul(content):
    return content.replace(b"images/lampX.png", b"images/lamp\0.png")


BOMB = b"# T\n" + b" " * (1900 * 1024)
CASES = {
    "no zip": (b"PK nonsense", "course.zip is no zip, or only a part of one"),
    "empty": (b"", "course.zip is no zip"),
    "truncated": (zipped(FILES)[:-40], "course.zip is no zip, or only a part of one"),
    "half": (zipped(FILES)[: len(zipped(FILES)) // 2], "course.zip is no zip"),
    "no course": (zipped(FILES | {"course.md": None}), "There is no course.md"),
    "dots": (zipped(FILES | {"../evil.md": b"x"}), "../evil.md would lie outside the course"),
    "dots within": (zipped(FILES | {"images/../../evil.png": b"x"}), "would lie outside the course"),
    "absolute": (zipped(FILES | {"/etc/cron.d/x": b"x"}), "/etc/cron.d/x would lie outside"),
    "drive": (zipped(FILES | {"C:/evil.md": b"x"}), "C:/evil.md would lie outside"),
    "backslash": (zipped(FILES | {"images\\evil.png": b"x"}), "is no name that a file of a course can have"),
    "nul": (with_nul(zipped(FILES | {"images/lampX.png": png()})), "is no name that a file"),
    "link": (zipped(FILES, [link()]), "images/link.png is a link, not a file"),
    "encrypted": (encrypted(zipped(FILES)), "course.md is encrypted"),
    "another case": (zipped(FILES | {"images/LAMP.png": png()}), "images/LAMP.png is there twice"),
    "a script": (zipped(FILES | {"run.sh": b"x"}), "run.sh has no place in a course"),
    "a folder around it": (
        zipped({f"light/{name}": one for name, one in FILES.items()}),
        "without a folder around",
    ),
    "bomb": (zipped(FILES | {"modules/02-bomb.md": BOMB}), "02-bomb.md unpacks to far more than it holds"),
    "large": (
        zipped(FILES | {"modules/02.md": b"\n".join(b"%d" % n for n in range(400_000))}),
        "02.md is too large",
    ),
    "lying": (lying(zipped(FILES | {"modules/02.md": BOMB})), "course.zip is no zip"),
    "newer": (
        zipped(FILES | {"greenroom.yaml": b"format: 2\n"}),
        "this course has format 2; this Greenroom reads up to 1",
    ),
    "no format": (
        zipped(FILES | {"greenroom.yaml": b"[1"}),
        "greenroom.yaml, line 1: this is not valid YAML",
    ),
    "wrong format": (zipped(FILES | {"greenroom.yaml": b"format: x\n"}), "“format” must be a number"),
    "script as picture": (
        zipped(FILES | {"images/lamp.png": b"#!/bin/sh\nrm -rf /\n"}),
        "01-lamp.md, line 8: the picture",
    ),
    "html as picture": (
        zipped(FILES | {"images/lamp.png": b"<svg onload=x>"}),
        "01-lamp.md, line 8: the picture",
    ),
    "missing picture": (
        zipped(FILES | {"images/lamp.png": None}),
        "line 8: there is no picture ../images/lamp.png",
    ),
    "unused picture": (zipped(FILES | {"images/other.png": png()}), "images/other.png is in no module"),
    "outside picture": (
        zipped(FILES | {"modules/01-lamp.md": MODULE.replace(b"../images", b"../../images")}),
        "lies outside",
    ),
    "front matter": (
        zipped(FILES | {"modules/01-lamp.md": b"---\ntitle: [x\n---\nText"}),
        "01-lamp.md, line 2: the front",
    ),
    "open front matter": (
        zipped(FILES | {"modules/01-lamp.md": b"---\ntitle: x\nText"}),
        "01-lamp.md, line 1: the front",
    ),
    "course's front matter": (
        zipped(FILES | {"course.md": b"---\ntitle: *x\n---\n"}),
        "course.md, line 2: the front",
    ),
    "no summary": (
        zipped(FILES | {"course.md": b"---\ntitle: x\n---\n"}),
        "course.md: a course needs “title” and “summary”",
    ),
    "not UTF-8": (
        zipped(FILES | {"modules/01-lamp.md": MODULE + b"\xff"}),
        "01-lamp.md, line 9: this is not UTF-8",
    ),
    "cast not UTF-8": (
        zipped(FILES | {"characters.yaml": b"- \xff"}),
        "characters.yaml, line 1: this is not UTF-8",
    ),
    "cast": (
        zipped(FILES | {"characters.yaml": b"- slug: mara\n  name: [1]\n"}),
        "characters.yaml: “name” of “mara”",
    ),
    "a voice": (
        zipped(FILES | {"characters.yaml": b"- slug: mara\n  name: Mara\n  voice: loud\n"}),
        "characters.yaml: “mara”: Value",
    ),
    "aliases": (
        zipped(FILES | {"competencies.yaml": b"- &a {slug: x, name: x}\n- *a\n"}),
        "competencies.yaml, line 2",
    ),
    "a slug twice": (
        zipped(FILES | {"modules/02.md": b"---\ntitle: x\nslug: lamp\n---\n"}),
        "has the slug “lamp” too",
    ),
    "unclosed": (
        zipped(FILES | {"modules/02.md": b"# T\n\n::: single\nWhat?\n"}),
        "02.md, line 3: “::: single” is never closed",
    ),
    "a competency": (
        zipped(FILES | {"modules/02.md": b"---\ntitle: x\ncompetencies: {y: 1}\n---\n"}),
        "02.md: there is no competency “y”",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_hostile_zip_is_refused_and_leaves_nothing(case, catalogue, tmp_path):
    content, said = CASES[case]
    (tmp_path / "course.zip").write_bytes(content)
    with pytest.raises(CommandError) as refusal:
        call_command("import_course", str(tmp_path / "course.zip"))
    assert said in str(refusal.value)
    for model in (CoursePage, ModulePage, Character, Competency, get_image_model()):
        assert not model.objects.exists()
    assert not [path for path in (tmp_path / "media").rglob("*") if path.is_file()]


def test_what_is_none_of_this_comes_in(catalogue, tmp_path):
    (tmp_path / "course.zip").write_bytes(zipped(FILES))
    call_command("import_course", str(tmp_path / "course.zip"))
    assert ModulePage.objects.get().slug == "lamp"
    assert get_image_model().objects.get().file.read() == FILES["images/lamp.png"]


def test_too_many_files_and_too_much_together(catalogue, tmp_path, monkeypatch):
    (tmp_path / "course.zip").write_bytes(zipped(FILES))
    monkeypatch.setattr(archives, "MEMBERS", 5)
    with pytest.raises(CommandError, match="holds 6 files; a course may have 5"):
        call_command("import_course", str(tmp_path / "course.zip"))
    monkeypatch.setattr(archives, "MEMBERS", 6)
    monkeypatch.setattr(archives, "TOTAL", 120)
    with pytest.raises(CommandError, match="is too large"):
        call_command("import_course", str(tmp_path / "course.zip"))


def test_a_file_twice_in_one_zip_is_refused(catalogue, tmp_path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = zipped(FILES, [(zipfile.ZipInfo("course.md"), COURSE)])
    (tmp_path / "course.zip").write_bytes(content)
    with pytest.raises(CommandError, match="course.md is there twice"):
        call_command("import_course", str(tmp_path / "course.zip"))


def test_the_id_of_a_block_elsewhere_is_refused(catalogue, module, tmp_path):
    taken = module.body[0].id
    text = MODULE.replace(b"One lamp.", f"<!-- #{taken} -->\nOne lamp.".encode())
    (tmp_path / "course.zip").write_bytes(zipped(FILES | {"modules/01-lamp.md": text}))
    with pytest.raises(
        CommandError, match=f"line 6: the id “{taken}” belongs to a block of “{module.title}”"
    ):
        call_command("import_course", str(tmp_path / "course.zip"))
    assert not ModulePage.objects.filter(slug="lamp").exists()


def test_what_a_picture_says_beside_itself_is_left_out(catalogue, tmp_path):
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    target = io.BytesIO()
    Image.new("RGB", (8, 8)).save(target, "PNG", exif=exif)
    (tmp_path / "course.zip").write_bytes(zipped(FILES | {"images/lamp.png": target.getvalue()}))
    call_command("import_course", str(tmp_path / "course.zip"))
    kept = get_image_model().objects.get().file.read()
    assert b"A camera" in target.getvalue()
    assert b"A camera" not in kept


def _chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def test_only_a_picture_with_nothing_beside_it_is_bare():
    def saved(form, **more):
        target = io.BytesIO()
        Image.effect_noise((40, 30), 60).save(target, form, **more)
        return target.getvalue()

    bare = [
        saved("PNG"),
        saved("JPEG"),
        saved("JPEG", progressive=True, quality=60),
        saved("WEBP"),
        saved("WEBP", lossless=True),
    ]
    assert [is_bare(one) for one in bare] == [True] * 5
    text = bare[0][:33] + _chunk(b"tEXt", b"Comment\0here") + bare[0][33:]
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    more = [
        saved("JPEG", comment="here"),
        saved("JPEG", exif=exif),
        saved("WEBP", exif=exif),
        saved("WEBP", xmp=b"<x/>"),
    ]
    tails = [one + b"PK tail" for one in bare]
    assert [is_bare(one) for one in [text, *more, *tails, b"", b"\xff\xd8", bare[0][:50]]] == [False] * 13
