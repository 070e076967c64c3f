"""Whatever people get says that software made it. A new kind of file has to say here how it does."""

import pytest

from courses.models import MediaKind
from generation.queries import files_of, outputs_of, script_of
from generation.stages.reference import DISCLOSURE as SHEET

pytestmark = pytest.mark.django_db

SAYS = "AI-made from a lesson by people."


def text(artifact):
    with artifact.file.open("rb") as file:
        return file.read().decode()


def in_a_note(artifact, engines):
    return text(artifact).startswith(f"WEBVTT\n\nNOTE {SAYS} Voice: Fake voice 1.\n\n")


def in_a_comment(artifact, engines):
    comments = engines.sound().comments + engines.video().comments
    return comments and all(SAYS in comment and "Fake voice" in comment for comment in comments)


def on_the_page(artifact, engines):
    return SHEET in text(artifact)


def on_every_sheet(artifact, engines):
    sheets = engines.reference().sheets
    return sheets and all(SHEET in sheet["disclosure"] for sheet in sheets)


def on_the_picture(artifact, engines):
    return "AI-made" in str(engines.cover().drawn)


WAYS = {
    MediaKind.VIDEO: in_a_comment,
    MediaKind.RECAP: in_a_comment,
    MediaKind.AUDIO: in_a_comment,
    MediaKind.CAPTIONS: in_a_note,
    MediaKind.RECAP_CAPTIONS: in_a_note,
    MediaKind.REFERENCE_HTML: on_the_page,
    MediaKind.REFERENCE_PDF: on_every_sheet,
    MediaKind.REFERENCE_LETTER: on_every_sheet,
    MediaKind.COVER: on_the_picture,
}


def test_every_file_of_a_lesson_says_what_made_it(made, engines):
    outputs = outputs_of(made)
    kinds = files_of(outputs)
    assert {MediaKind.VIDEO, MediaKind.AUDIO, MediaKind.CAPTIONS, MediaKind.REFERENCE_PDF} <= set(kinds)
    assert {kind for kind in kinds if not WAYS[kind](outputs[kind.value], engines)} == set()


def test_the_narrator_says_it_last_over_a_slate_that_shows_it(made):
    *_, last = script_of(made)
    assert any("made with software" in line["text"] for line in last["lines"])
    assert last["slide"]["kind"] == "slate"
