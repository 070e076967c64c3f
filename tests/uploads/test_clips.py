"""Every door to the library of clips, with what somebody may try to put through it."""

import io
import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.clips import measure
from courses.clips.measuring import CONTENT_TYPES, READERS
from courses.clips.reading import Reading
from courses.models import Clip
from courses.uploads import Unusable
from tests import clips, factories, lesson
from tests.uploads import files


def longer(content: bytes, mark: bytes, seconds: int) -> bytes:
    """A film whose head says that it lasts longer. mark: the box that says so."""
    at = content.index(mark) + len(mark) + 12
    scale = int.from_bytes(content[at : at + 4])
    return content[: at + 4] + (scale * seconds).to_bytes(4) + content[at + 8 :]


def hostile() -> dict[str, tuple[str, bytes, str]]:
    film = clips.made("mp4")
    fast = clips.made("mp4", "-movflags", "+faststart")
    return {
        "a page named as a film": ("lamp.mp4", files.HTML, "no MP4"),
        "a page named as WebM": ("lamp.webm", files.HTML, "no WebM|damaged"),
        "a page named as a recording": ("lamp.mp3", files.HTML, "no sound that browsers play"),
        "a page behind an ID3 head": ("lamp.mp3", b"ID3\4\0\0\0\0\0\0" + files.HTML, "no sound"),
        "a program": ("lamp.exe", b"MZ", "MP4 or WebM"),
        "a name without an end": ("lamp", film, "MP4 or WebM"),
        "two ends": ("lamp.mp4.html", film, "MP4 or WebM"),
        "nothing at all": ("lamp.mp4", b"", "no MP4"),
        "a film cut off before its head": ("lamp.mp4", film[:-400], "ends early"),
        "a film cut off behind its head": ("lamp.mp4", fast[:-400], "ends early"),
        "a WebM cut off": ("lamp.webm", clips.made("webm")[:-400], "ends early"),
        "a film of sound alone": ("lamp.mp4", clips.made("m4a", "-f", "mp4"), "has no picture"),
        "a recording with a picture": ("lamp.m4a", film, "has a picture"),
        "a film for streaming": (
            "lamp.mp4",
            clips.made("mp4", "-movflags", "frag_keyframe+empty_moov"),
            "cut up for streaming",
        ),
        "a film that no browser plays": ("lamp.mp4", clips.made("mp4", "-c:v", "mpeg4"), "coded as mp4v"),
        "more than a module lasts": ("lamp.mp4", longer(film, b"mvhd", 901), "lasts 15:01"),
        "no length": ("lamp.mp4", longer(film, b"mvhd", 0), "no time at all"),
        "a WebM as it is streamed": ("lamp.webm", clips.made("webm", "-live", "1"), "how long it is"),
        "Matroska": ("lamp.webm", clips.made("webm", "-f", "matroska"), "no WebM"),
        "a recording cut off": ("lamp.wav", clips.made("wav")[:-9000], "ends early"),
        "an MP3 cut off": ("lamp.mp3", clips.made("mp3")[:-3000], "ends early"),
        "an Ogg cut off": ("lamp.ogg", clips.made("ogg")[:-600], "ends early"),
        "a WAV of another codec": ("lamp.wav", clips.made("wav", "-c:a", "adpcm_ms"), "no sound"),
        "boxes without end": ("lamp.mp4", b"\0\0\0\x08ftyp" * 500_000, "far too many pieces"),
    }


@pytest.fixture
def client(signed_in, author, home):
    return signed_in(author)


def texts(**more):
    return {"title": "The lamp test", "transcript": clips.TRANSCRIPT, "captions": clips.CAPTIONS} | more


def by_itself(client, file, **more):
    return client.post(reverse("wagtailmedia:add", args=["video"]), texts(file=file, **more)).content.decode()


def of_either_kind(client, file, **more):
    return client.post(reverse("wagtailmedia:add", args=["media"]), texts(file=file, **more)).content.decode()


def in_the_chooser(client, file, **more):
    sent = {f"media-chooser-upload-{name}": value for name, value in texts(file=file, **more).items()}
    response = client.post(reverse("wagtailmedia:chooser_upload", args=["video"]), sent)
    return json.loads(response.content).get("html") or ""


DOORS = [by_itself, of_either_kind, in_the_chooser]


def film(name: str = "lamp.mp4", form: str = "mp4") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, clips.made(form), CONTENT_TYPES[form])


def kept(settings) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.mark.parametrize("door", DOORS)
def test_a_film_goes_in_by_every_door_and_the_server_measures_it(client, author, door):
    door(client, film(), duration="7")
    clip = Clip.objects.get()
    assert (clip.type, clip.duration, clip.width, clip.height) == ("video", 1.0, 160, 90)
    assert clip.uploaded_by_user == author and len(clip.file_hash) == 64
    assert clip.captions == clips.CAPTIONS


@pytest.mark.parametrize("form", CONTENT_TYPES)
def test_each_kind_of_file_that_browsers_play_is_measured(form):
    found = measure(io.BytesIO(clips.made(form)), f"Lamp.{form.upper()}")
    assert found.kind == CONTENT_TYPES[form].partition("/")[0]
    assert found.seconds == pytest.approx(clips.SECONDS, abs=0.06)


def test_a_film_of_a_phone_held_upright_is_as_high_as_it_is_shown():
    content = clips.made("mp4")
    turn = b"\0\1\0\0" + b"\0" * 12 + b"\0\1\0\0"
    upright = content.replace(turn, b"\0\0\0\0\0\1\0\0\0\0\0\0\xff\xff\0\0\0\0\0\0")
    assert upright != content
    found = measure(io.BytesIO(upright), "lamp.mp4")
    assert (found.width, found.height) == (90, 160)


def test_what_is_no_clip_is_refused_in_words():
    unwelcome = {}
    for what, (name, content, told) in hostile().items():
        try:
            unwelcome[what] = str(measure(io.BytesIO(content), name))
        except Unusable as error:
            if not any(one in str(error) for one in told.split("|")):
                unwelcome[what] = str(error)
    assert unwelcome == {}


@pytest.mark.parametrize("door", DOORS)
def test_what_is_refused_leaves_nothing_and_keeps_what_was_written(client, settings, door):
    for name, content, told in (
        ("lamp.mp4", files.HTML, "This file is no MP4"),
        ("lamp.mp4", b"", "The submitted file is empty"),
        ("lamp.exe", b"MZ", "A clip is MP4 or WebM"),
    ):
        answer = door(client, SimpleUploadedFile(name, content, "video/mp4"))
        assert clips.TRANSCRIPT in answer and told in answer
    assert not Clip.objects.exists() and not kept(settings)


def test_a_recording_is_no_film_and_a_film_no_recording(client):
    assert "Add it as audio" in by_itself(client, film("lamp.m4a", "m4a"))
    address = reverse("wagtailmedia:add", args=["audio"])
    assert "Add it as video" in client.post(address, texts(file=film())).content.decode()
    assert not Clip.objects.exists()


def test_a_file_over_the_size_is_refused(monkeypatch):
    monkeypatch.setattr("courses.clips.measuring.MOST_BYTES", 1000)
    with pytest.raises(Unusable, match="larger than"):
        measure(io.BytesIO(clips.made("mp4")), "lamp.mp4")


@pytest.mark.parametrize(
    "name", ["../../../lamp.mp4", "..\\..\\lamp.mp4", "lamp\u202e4pm.exe.mp4", "l" * 300 + ".mp4"]
)
def test_a_clip_is_kept_under_a_name_of_our_own(client, settings, name):
    by_itself(client, film(name))
    [path] = kept(settings)
    assert path.parent == Path(settings.MEDIA_ROOT) / "clips"
    assert len(path.stem) == 32 and path.suffix == ".mp4"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"transcript": " "}, "This field is required"),
        ({"captions": ""}, "A film needs captions"),
        ({"captions": "One lamp"}, "begin with a line that says WEBVTT"),
        ({"captions": clips.CAPTIONS.replace("00.900", "09.900")}, "and the clip at 0:01"),
        ({"captions_file": SimpleUploadedFile("a.vtt", b"\xff\xfe")}, "not UTF-8"),
        ({"captions_file": SimpleUploadedFile("a.vtt", files.HTML)}, "says WEBVTT"),
    ],
)
def test_a_film_without_words_is_not_taken(client, more, told):
    assert told in by_itself(client, film(), **more)
    assert not Clip.objects.exists()


def test_captions_may_come_as_a_file(client):
    by_itself(client, film(), captions="", captions_file=SimpleUploadedFile("a.vtt", clips.CAPTIONS.encode()))
    assert Clip.objects.get().captions == clips.CAPTIONS


def test_a_recording_needs_no_captions(client):
    client.post(reverse("wagtailmedia:add", args=["audio"]), texts(file=film("lamp.mp3", "mp3")))
    assert Clip.objects.get().type == "audio"


def test_a_poster_is_a_picture_and_nothing_else(client, settings):
    hostile = SimpleUploadedFile("lamp.png", files.HTML, "image/png")
    assert "not an image or a corrupted" in by_itself(client, film(), thumbnail=hostile)
    poster = SimpleUploadedFile("lamp.png", files.picture() + files.HTML, "image/png")
    by_itself(client, film(), thumbnail=poster)
    with Clip.objects.get().thumbnail.open("rb") as stored:
        assert files.HTML not in stored.read()


def test_the_file_of_a_clip_that_lessons_show_stays(client, course, author):
    clip = clips.clip()
    value = {"clip": clip.pk, "caption": "", "purpose": "teach"}
    factories.module(course, owner=author, body=[lesson.block("video", value), lesson.single()])
    edit = reverse("wagtailmedia:edit", args=[clip.pk])
    assert (
        "Add the new file as a clip" in client.post(edit, texts(file=film("b.webm", "webm"))).content.decode()
    )
    client.post(edit, texts(title="Mended"))
    clip.refresh_from_db()
    assert clip.title == "Mended" and clip.file.name.endswith(".mp4")


@settings(max_examples=60, deadline=None)
@given(
    form=st.sampled_from(list(READERS)), cuts=st.lists(st.tuples(st.integers(0, 900), st.binary(max_size=8)))
)
def test_no_bytes_bring_the_reader_down(form, cuts):
    content = bytearray(clips.made(form))
    for at, put in cuts:
        content[at : at + len(put)] = put
    try:
        found = READERS[form](Reading(io.BytesIO(bytes(content)), most_reads=5_000))
    except Unusable:
        return
    assert found.seconds >= 0
