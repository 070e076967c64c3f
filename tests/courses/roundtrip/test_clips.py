"""Clips are named in files, with their words, and read back as the same clips."""

from pathlib import Path

import pytest

from courses.exporting.blocks import alike, read_back, written
from courses.exporting.names import names
from courses.importing.source import Source
from tests import clips, factories, lesson
from tests.uploads import files


@pytest.fixture
def film(db):
    factories.root()
    return clips.clip(scene="A hand.\r\n\r\ntitle: of a book\nto the window")


def block(clip, caption=""):
    return lesson.block(clip.type, {"clip": clip.pk, "caption": caption, "purpose": "story"})


def test_a_clip_is_written_with_all_its_words(film):
    raw, known = block(film, "Which move?"), names()
    assert written(raw, known) == [
        f'::: video ../clips/the-lamp-test.mp4 "Which move?" {{#{raw["id"]} purpose=story}}',
        "title: The lamp test",
        "transcript: ../clips/the-lamp-test.txt",
        "captions: ../clips/the-lamp-test.vtt",
        "scene: A hand.",
        "",
        "  title: of a book",
        "  to the window",
        ":::",
    ]
    assert known.used_clips == {film.pk}


@pytest.mark.parametrize("caption", ["", "Which “move” is it?", "“Look”", "An end {of=it}", "Two\nlines"])
def test_a_block_comes_back_whatever_its_caption(film, caption):
    known = names()
    for raw in (block(film, caption), block(clips.clip("mp3"), caption)):
        known = names()
        [back] = read_back(Source(Path("x.md"), {}, written(raw, known), 0), known)
        assert alike(raw, back, known)


def test_a_clip_that_is_gone_is_said_to_be_none(film):
    raw, known = block(film), names()
    raw["value"]["clip"] = 999
    [back] = read_back(Source(Path("x.md"), {}, written(raw, known), 0), known)
    assert back.value["clip"] is None


def test_a_name_that_another_title_bears_is_not_given_to_a_twin(db):
    first = clips.clip("mp3", title="Take")
    others = [clips.clip("mp3", title=title) for title in (f"Take {first.pk + 2}", "Take")]
    stems = [names().clips[one.pk].stem for one in (first, *others)]
    assert len(set(stems)) == 3


def test_its_files_are_named_apart_from_those_of_another_of_its_title(film):
    film.thumbnail.save("lamp.png", clips.ContentFile(files.picture()))
    twin = clips.clip("mp3")
    known = names()
    found = [known.clips[one.pk] for one in (film, twin)]
    told = [name for one in found for name in [*one.words(), *(name for name, _ in one.files())]]
    assert told[:4] == [
        "the-lamp-test.txt",
        "the-lamp-test.vtt",
        "the-lamp-test.mp4",
        "the-lamp-test-poster.png",
    ]
    assert len(set(told)) == len(told) == 6
