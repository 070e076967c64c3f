"""Clips that a Markdown file names."""

from pathlib import Path

import pytest

from courses.importing import ImportRefused, import_module
from courses.models import Clip
from tests import clips
from tests.uploads import files

FILM = """::: video lamp-test.mp4 "Which move makes the “edge” soft?" {purpose=practise}
title: The lamp test
transcript: lamp-test.txt
captions: lamp-test.vtt
scene: A hand carries a lamp
  to the window.
:::
"""


@pytest.fixture
def write(tmp_path):
    clips.lay_beside(tmp_path)

    def _write(text: str) -> Path:
        path = tmp_path / "lesson.md"
        path.write_text(text)
        return path

    return _write


def stored(settings) -> list[str]:
    return [path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_film_comes_with_its_words(write, course):
    [block] = import_module(source=write(f"# T\n\n{FILM}"), course=course).page.body
    assert (block.block_type, block.value["caption"]) == ("video", "Which move makes the “edge” soft?")
    assert block.value["purpose"] == "practise"
    clip = block.value["clip"]
    assert (clip.title, clip.duration, clip.width) == ("The lamp test", 1.0, 160)
    assert (clip.transcript, clip.captions) == (clips.TRANSCRIPT, clips.CAPTIONS)
    assert clip.scene == "A hand carries a lamp\nto the window."


def test_a_file_is_stored_once_and_importing_again_changes_nothing(write, course, settings):
    source = write(f"# T\n\n{FILM}\n{FILM.replace('practise', 'teach')}")
    import_module(source=source, course=course)
    assert not import_module(source=source, course=course).changed
    assert Clip.objects.count() == 1 and len(stored(settings)) == 1


def test_a_clip_of_the_library_keeps_its_words_and_is_given_those_that_it_lacks(write, course):
    import_module(source=write("# T\n\n::: video lamp-test.mp4\ntitle: The lamp test\n:::\n"), course=course)
    Clip.objects.update(scene="As its author wrote it.")
    done = import_module(source=write(f"# T\n\n{FILM}"), course=course)
    clip = Clip.objects.get()
    assert (clip.scene, clip.captions) == ("As its author wrote it.", clips.CAPTIONS)
    assert done.notes == [
        "Line 3: “The lamp test” is in the library with another scene, and keeps it. Change it there."
    ]
    assert not [one for one in done.problems if "captions" in one.message]


def test_a_clip_without_words_is_kept_as_a_draft(write, course):
    done = import_module(source=write("# T\n\n::: audio room-tone.mp3\n:::\n"), course=course, publish=True)
    assert not done.published
    assert "“Room tone” has no transcript" in " ".join(one.message for one in done.problems)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("::: video\n:::", "line 3: say which file"),
        ("::: video no.mp4\n:::", "line 3: there is no clip no.mp4"),
        ("::: video ../secret.mp4\n:::", "line 3: the clip ../secret.mp4 lies outside"),
        ("::: video link.mp4\n:::", "line 3: the clip link.mp4 lies outside"),
        ("::: video room-tone.mp3\n:::", "line 3: room-tone.mp3 is no video. Write ::: audio"),
        ("::: video page.mp4\n:::", "line 3: the clip page.mp4 cannot be used. This file is no MP4"),
        ("::: video half.mp4\n:::", "line 3: the clip half.mp4 cannot be used. This file ends early"),
        ("::: video lamp-test.txt\n:::", "cannot be used. A clip is MP4"),
        ("::: video lamp-test.mp4\nHere it is:\n:::", "line 4: lines of a clip begin with"),
        (
            "::: video lamp-test.mp4\ncaptions: lamp-test.txt\n:::",
            "lamp-test.txt cannot be used. Captions begin",
        ),
        ("::: video lamp-test.mp4\ncaptions: late.vtt\n:::", "late.vtt cannot be used. Captions, line 3"),
        ("::: video lamp-test.mp4\ntranscript: lamp-test.mp4\n:::", "transcript lamp-test.mp4 is not UTF-8"),
        ("::: video lamp-test.mp4\ntranscript: ../secret.mp4\n:::", "lies outside"),
        ("::: video lamp-test.mp4\nposter: page.mp4\n:::", "the picture page.mp4 cannot be used"),
        ("::: video lamp-test.mp4", "is never closed"),
        (
            "::: video lamp-test.mp4\n:::\n\n::: audio no.mp3\n:::\n\n::: audio no.ogg\n:::",
            "line 6: there is no clip no.mp3",
        ),
    ],
)
def test_a_clip_at_fault_is_refused_with_its_line_and_leaves_nothing(
    write, course, settings, tmp_path, text, told
):
    (tmp_path.parent / "secret.mp4").write_bytes(clips.made("mp4"))
    (tmp_path / "link.mp4").symlink_to(tmp_path.parent / "secret.mp4")
    (tmp_path / "page.mp4").write_bytes(files.HTML)
    (tmp_path / "half.mp4").write_bytes(clips.made("mp4")[:-300])
    (tmp_path / "late.vtt").write_text(clips.CAPTIONS.replace("00.900", "09.900"))
    with pytest.raises(ImportRefused) as refusal:
        import_module(source=write(f"# T\n\n{text}\n"), course=course)
    assert told in str(refusal.value)
    assert not Clip.objects.exists() and not stored(settings)


def test_clips_are_removed_when_the_import_fails_after_storing_them(write, course, settings):
    with pytest.raises(ImportRefused):
        import_module(source=write(f"---\ncompetencies: [nonsense]\n---\n# T\n\n{FILM}"), course=course)
    assert not stored(settings)


def test_a_clip_may_be_stored_as_it_is_kept(write, course):
    clip = "clip: {file: lamp-test.mp4, title: A test}"
    text = f"::: stored video {{#film}}\n{clip}\ncaption: Look\npurpose: story\n:::"
    [block] = import_module(source=write(f"# T\n\n{text}\n"), course=course).page.body
    assert (block.id, block.value["clip"].title, block.value["caption"]) == ("film", "A test", "Look")
