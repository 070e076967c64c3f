"""The command with the engines of the house: what it writes is read back and held against its promises."""

import errno
import io
import json
import re
from types import SimpleNamespace

import av
import numpy as np
import pyloudnorm
import pypdfium2
import pytest
import tinytag
import webvtt
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from PIL import Image

from generation import pipeline, store
from generation.engines import meter
from generation.engines.contact import EACH, GUTTER
from generation.engines.provenance import inspect
from generation.models import Artifact
from generation.provenance import Verdict
from tests import approving, factories
from tests.lesson import single

A_SHORT_LESSON = [
    {"type": "rich_text", "value": {"text": "<p>A short lesson.</p>", "purpose": "teach"}, "id": "a"},
    single(),
]


def produce(slug, folder, *options):
    out, err = io.StringIO(), io.StringIO()
    call_command("produce", slug, "--output", str(folder), *options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.fixture(scope="module")
def produced(django_db_setup, django_db_blocker, tmp_path_factory):
    """A lesson with every kind of block, produced twice."""
    store, folder = tmp_path_factory.mktemp("store"), tmp_path_factory.mktemp("out")
    storages = dict(settings.STORAGES)
    for alias in ("default", "productions"):
        options = storages[alias]["OPTIONS"] | {"location": str(store / alias)}
        storages[alias] = storages[alias] | {"OPTIONS": options}
    with django_db_blocker.unblock(), override_settings(STORAGES=storages), transaction.atomic():
        module = factories.module()
        out, err = produce(module.slug, folder, "--json")
        summary = json.loads((folder / "light.json").read_text())
        again, _ = produce(module.slug, folder, "--json")
        ids = {str(child.id) for child in module.body}
        transaction.set_rollback(True)
    return SimpleNamespace(folder=folder, out=out, err=err, summary=summary, again=json.loads(again), ids=ids)


def samples_of(path):
    with av.open(str(path)) as container:
        frames = [frame.to_ndarray().mean(axis=0) for frame in container.decode(audio=0)]
    return np.concatenate(frames)


def boxes(path):
    """Names of the top boxes of an MP4, in order."""
    data, at, names = path.read_bytes(), 0, []
    while at < len(data):
        size = int.from_bytes(data[at : at + 4])
        names.append(data[at + 4 : at + 8].decode())
        at += size
    return names


def test_it_writes_a_file_for_every_format_and_leaves_no_half_ones(produced):
    endings = ("mp4", "m4a", "png", "vtt", "recap.mp4", "recap.vtt", "pdf", "letter.pdf", "html", "json")
    expected = {f"light.{suffix}" for suffix in endings}
    assert {path.name for path in produced.folder.iterdir()} == expected
    assert set(produced.summary["files"]) == expected


def test_the_summary_alone_goes_to_standard_output_and_progress_to_the_other(produced):
    assert json.loads(produced.out) == produced.summary
    assert "narration …" in produced.err


def test_the_video_is_what_players_expect(produced):
    with av.open(str(produced.folder / "light.mp4")) as film:
        picture, sound = film.streams.video[0].codec_context, film.streams.audio[0].codec_context
        assert (picture.name, picture.width, picture.height) == ("h264", 1920, 1080)
        assert picture.pix_fmt == "yuv420p"
        assert (picture.color_primaries, picture.color_trc, picture.colorspace) == (1, 1, 1)
        assert (sound.name, sound.sample_rate) == ("aac", 48_000)
    assert boxes(produced.folder / "light.mp4").index("moov") < boxes(produced.folder / "light.mp4").index(
        "mdat"
    )


def test_sound_and_picture_end_together(produced):
    with av.open(str(produced.folder / "light.mp4")) as film:
        ends = {}
        for stream in (film.streams.video[0], film.streams.audio[0]):
            ends[stream.type] = float((stream.start_time + stream.duration) * stream.time_base)
    assert abs(ends["video"] - ends["audio"]) < 0.05
    assert abs(ends["video"] - produced.summary["seconds"]) < 0.05


@pytest.mark.parametrize("name", ["light.mp4", "light.m4a"])
def test_it_is_as_loud_as_it_should_be(produced, name):
    loudness = pyloudnorm.Meter(48_000).integrated_loudness(samples_of(produced.folder / name))
    assert loudness == pytest.approx(-16, abs=1)
    assert meter.of_file(produced.folder / name).true_peak <= -1.5


@pytest.mark.parametrize("name", ["light.mp4", "light.m4a"])
def test_chapters_and_a_label_are_in_the_file(produced, name):
    with av.open(str(produced.folder / name)) as media:
        found = [chapter["metadata"]["title"] for chapter in media.chapters()]
        about = dict(media.metadata)
    assert found == [chapter["title"] for chapter in produced.summary["chapters"]]
    assert found[0] == "Opening" and "Stage 4, 6.40 in the morning" in found
    assert about["title"].endswith("(not reviewed)")
    assert "AI-made" in about["comment"] and "eSpeak NG" in about["comment"]


def test_the_audio_edition_shows_its_cover_under_the_label_too(produced):
    told = tinytag.TinyTag.get(produced.folder / "light.m4a", image=True)
    assert told.images.front_cover.data == (produced.folder / "light.png").read_bytes()
    assert told.title.endswith("(not reviewed)")


def test_every_spoken_word_has_its_caption(produced):
    captions = webvtt.read(str(produced.folder / "light.vtt"))
    cues = produced.summary["cues"]
    assert [" ".join(caption.text.split()) for caption in captions] == [
        " ".join(cue["text"].split()) for cue in cues
    ]
    text = " ".join(cue["text"] for cue in cues)
    for sentence in (
        "A brief is a list",
        "Who wrote “beautiful lighting”?",
        "Vague: Moody; Checkable: One lamp",
    ):
        assert sentence in " ".join(text.split())


def test_every_cue_names_the_block_it_comes_from(produced):
    cues = produced.summary["cues"]
    assert {cue["block_id"] for cue in cues} == produced.ids | {"opening", "closing"}
    assert any(cue["name"] == "Mara" for cue in cues)
    ends = [0.0, *(cue["end"] for cue in cues)]
    assert all(before <= cue["start"] <= cue["end"] for before, cue in zip(ends, cues, strict=False))
    assert cues[-1]["end"] <= produced.summary["seconds"]


def test_captions_and_quick_reference_never_state_a_key(produced):
    told = (produced.folder / "light.vtt").read_text() + (produced.folder / "light.html").read_text()
    assert "About “One warm lamp" not in told
    assert not re.search(r"\bcorrect\b", told, re.IGNORECASE)


def test_what_nobody_approved_says_so_everywhere(produced):
    assert produced.summary["reviewed"] is False
    assert produced.summary["label"].startswith("Not reviewed")
    assert "Not reviewed" in (produced.folder / "light.html").read_text()
    assert "Not reviewed" in (produced.folder / "light.vtt").read_text()
    pdf = pypdfium2.PdfDocument(produced.folder / "light.pdf")
    assert len(pdf) == 1
    assert "Not reviewed" in pdf[0].get_textpage().get_text_range()


def test_the_quick_reference_stands_alone(produced):
    page = (produced.folder / "light.html").read_text()
    assert "Light that can be checked" in page and "one practical lamp" in page
    assert not re.search(r"(src|href)=", page)


def test_a_second_run_makes_nothing_again(produced):
    assert all(stage["reused"] for stage in produced.again["stages"])
    assert not any(stage["reused"] for stage in produced.summary["stages"])
    assert produced.again["digests"] == produced.summary["digests"]


@pytest.mark.parametrize(
    ("wanted", "suffixes"), [("audio", {"m4a", "png", "vtt", "json"}), ("reference", {"pdf", "html", "json"})]
)
def test_only_the_formats_that_were_asked_for_are_written(db, tmp_path, wanted, suffixes):
    factories.module(body=A_SHORT_LESSON)
    produce("light", tmp_path / "out", "--format", wanted)
    assert {path.suffix.lstrip(".") for path in (tmp_path / "out").iterdir()} == suffixes


def test_all_slides_of_a_lesson_come_on_one_picture(short, tmp_path):
    produce("light", tmp_path, "--format", "slides")
    with Image.open(tmp_path / "light.slides.png") as picture:
        columns, rows = (
            (picture.width - GUTTER) // (EACH[0] + GUTTER),
            (picture.height - GUTTER) // (EACH[1] + GUTTER),
        )
        assert (columns, rows) == (4, 2), "title, text, question, what to keep, slate"
        assert picture.getpixel((GUTTER + 5, GUTTER + 5)) == (0x0F, 0x15, 0x12)


def test_media_that_were_approved_carry_no_such_label(db, tmp_path, author, reviewer, course):
    module = factories.module(course, owner=author, body=A_SHORT_LESSON)
    made = pipeline.finish(module.productions.get())
    assert made.reason == ""
    approving.approve(made, reviewer)
    out, _ = produce("light", tmp_path, "--json")
    assert json.loads(out)["reviewed"] is True
    assert "ot reviewed" not in (tmp_path / "light.html").read_text() + (tmp_path / "light.vtt").read_text()
    with av.open(str(tmp_path / "light.mp4")) as film:
        assert film.metadata["title"] == "Light that can be checked"


def test_an_unknown_slug_is_refused_plainly(db, tmp_path):
    with pytest.raises(CommandError, match="no module with the slug “nothing”"):
        produce("nothing", tmp_path)


def test_a_draft_has_nothing_live(draft, tmp_path):
    with pytest.raises(CommandError, match="was never published"):
        produce("a-draft", tmp_path, "--live")


def test_a_file_in_the_way_of_the_folder_is_named(draft, tmp_path):
    (tmp_path / "taken").write_text("x")
    with pytest.raises(CommandError, match="cannot be used as a folder"):
        produce("a-draft", tmp_path / "taken")


def test_a_module_without_content_is_refused_with_its_reason_as_json_too(db, tmp_path):
    factories.module(body=[], publish=False)
    out = io.StringIO()
    with pytest.raises(CommandError, match="no content yet"):
        call_command(
            "produce", "light", "--output", str(tmp_path), "--json", stdout=out, stderr=io.StringIO()
        )
    assert json.loads(out.getvalue())["error"]["code"] == "empty"
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def short(course):
    return factories.module(course, body=A_SHORT_LESSON)


def test_the_longest_slug_still_names_its_files(short, tmp_path):
    short.slug = "s" * 255
    short.save()
    produce(short.slug, tmp_path / "out", "--format", "reference")
    stem = "s" * 244
    names = {f"{stem}{ending}" for ending in (".html", ".json", ".pdf", ".letter.pdf")}
    assert {path.name for path in (tmp_path / "out").iterdir()} == names


def test_a_folder_whose_name_looks_like_an_address_is_a_folder(short, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    produce(short.slug, "take:1", "--format", "audio")
    assert (tmp_path / "take:1" / "light.m4a").exists()


def test_a_folder_that_cannot_be_written_is_named_before_anything_is_made(short):
    with pytest.raises(CommandError, match="/proc/self cannot be used as a folder"):
        produce(short.slug, "/proc/self")
    assert not Artifact.objects.exists()


def test_a_full_disk_is_a_message_and_no_traceback(short, tmp_path, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(store, "keep", full)
    with pytest.raises(CommandError, match="The disk is full"):
        produce(short.slug, tmp_path, "--json")


def test_what_produce_writes_says_in_its_seal_too_that_nobody_reviewed_it(produced):
    for suffix in ("mp4", "m4a", "pdf", "letter.pdf"):
        found = inspect(produced.folder / f"light.{suffix}")
        assert found.verdict is Verdict.TEST
        assert found.origin.label == "Not reviewed: nobody has approved this yet."
        assert found.origin.module == "light"
        assert found.origin.revision == str(produced.summary["revision"])
        stage = {"mp4": "video", "m4a": "audio"}.get(suffix, "reference")
        assert found.origin.digest == produced.summary["digests"][stage]


def test_a_sealed_video_still_seeks_to_every_chapter(produced):
    with av.open(str(produced.folder / "light.mp4")) as film:
        for chapter in produced.summary["chapters"]:
            film.seek(round(chapter["start"] * 1_000_000) + 1000)
            assert next(film.decode(video=0)).pts is not None
