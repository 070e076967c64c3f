"""`import_lesson` and what somebody may write into a file."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.images import get_image_model

from courses.models import ModulePage
from tests.uploads import files

LAUGHS = "a: &a [ha, ha]\n" + "".join(
    f"{name}: &{name} [*{before}, *{before}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
HOSTILE = {
    "aliases within aliases": (f"---\n{LAUGHS}---\n# Lamp\n".encode(), "write the value out"),
    "an object of Python": (
        b"---\ntitle: !!python/object/apply:os.getcwd []\n---\n# Lamp\n",
        "not valid YAML",
    ),
    "brackets without end": (b"---\na: " + b"[" * 20_000 + b"\n---\n# Lamp\n", "nested too deeply"),
    "bytes": (b"\x89PNG\r\n\x1a\n\xff", "not UTF-8"),
    "another alphabet": ("# Licht für alle\n".encode("utf-16"), "not UTF-8"),
    "two megabytes": (b"word " * 500_000, "larger than 2 MB"),
    "nothing": (b"", "is empty"),
}


@pytest.mark.parametrize(("content", "told"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_lesson_is_refused_in_words(tmp_path, course, content, told):
    path = tmp_path / "lesson.md"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=told):
        call_command("import_lesson", str(path), "--course", course.slug)
    assert not ModulePage.objects.exists()


@pytest.mark.parametrize("src", ["../secret.png", "%2e%2e/secret.png", "link.png", "page.png", "fat.png"])
def test_a_picture_from_elsewhere_or_of_another_kind_is_refused(tmp_path, course, settings, src):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10_000
    folder = tmp_path / "lesson"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(files.picture())
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    (folder / "page.png").write_bytes(files.HTML)
    (folder / "fat.png").write_bytes(files.picture() + b"\0" * 10_000)
    (folder / "lesson.md").write_text(f"# Lamp\n\n![A lamp]({src})\n")
    with pytest.raises(CommandError, match="lies outside|cannot be used"):
        call_command("import_lesson", str(folder / "lesson.md"), "--course", course.slug)
    assert not get_image_model().objects.exists()


def test_a_picture_is_imported_without_its_tail(tmp_path, course):
    (tmp_path / "lamp.png").write_bytes(files.picture() + files.HTML)
    (tmp_path / "lesson.md").write_text("# Lamp\n\n![A lamp](lamp.png)\n")
    call_command("import_lesson", str(tmp_path / "lesson.md"), "--course", course.slug)
    with get_image_model().objects.get().file.open("rb") as stored:
        assert files.HTML not in stored.read()
