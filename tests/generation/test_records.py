"""The catalogue of clips: what is measured, what people declare, who may see and say it."""

import subprocess

import pytest
from django.urls import reverse
from imageio_ffmpeg import get_ffmpeg_exe

from generation import measuring, services
from generation.engines import registry
from generation.models import ClipRecord
from generation.models.record import RecordState
from generation.ports import EngineError
from generation.queries import Search, records_for
from tests import clips
from tests.media import attached

CUT_FILM = (
    "color=c=black:s=160x90:r=10:d=2[a];color=c=white:s=160x90:r=10:d=2[b];color=c=black:s=160x90:r=10:d=2[c];"
    "[a][b][c]concat=n=3:v=1[v]"
)


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    """Six seconds with two cuts, a hum that grows by 20 dB half way."""
    target = tmp_path_factory.mktemp("film") / "cuts.mp4"
    sound = "sine=f=1000:d=6:r=48000,volume='if(lt(t,3),0.1,1)':eval=frame[s]"
    run = [get_ffmpeg_exe(), "-loglevel", "error", "-y", "-filter_complex", f"{CUT_FILM};{sound}"]
    subprocess.run([*run, "-map", "[v]", "-map", "[s]", "-c:a", "aac", str(target)], check=True)
    return target


@pytest.fixture
def clip(db):
    return clips.clip()


@pytest.fixture
def record(clip):
    services.enter_records()
    return ClipRecord.objects.get(clip=clip)


@pytest.fixture
def of_video(module, reviewer):
    attached(module, approved_by=reviewer, video=clips.made("mp4"))
    services.enter_records()
    return ClipRecord.objects.get(kind="video")


def test_cuts_loudness_range_and_peak_are_measured(film):
    found = registry.measure(film, picture=True)
    assert (found.cuts, found.pace()) == (2, 20.0)
    assert found.seconds == pytest.approx(6, abs=0.1)
    assert -30 < found.integrated < -15 and found.true_peak < 0
    assert found.loudness_range > 5


@pytest.mark.parametrize("form", ["wav", "m4a"])
def test_two_channels_are_measured_as_they_are_heard(tmp_path, form):
    target = tmp_path / f"hum.{form}"
    source = "sine=f=1000:d=3:r=48000,pan=stereo|c0=c0|c1=c0"  # at -18 dBFS
    subprocess.run(
        [get_ffmpeg_exe(), "-loglevel", "error", "-f", "lavfi", "-i", source, str(target)], check=True
    )
    found = registry.measure(target, picture=False)
    assert found.integrated == pytest.approx(-18, abs=0.4)
    assert found.true_peak == pytest.approx(-18, abs=0.5)


def test_a_cut_between_pictures_of_one_brightness_is_a_cut(tmp_path):
    target = tmp_path / "hues.mp4"
    colours = "color=c=0x606060:s=96x54:r=10:d=1[a];color=c=0xC83C28:s=96x54:r=10:d=1[b]"
    graph = f"{colours};[a][b]concat=n=2:v=1[v]"
    command = [get_ffmpeg_exe(), "-loglevel", "error", "-filter_complex", graph, "-map", "[v]", str(target)]
    subprocess.run(command, check=True)
    assert registry.measure(target, picture=True).cuts == 1


def test_a_picture_that_moves_all_the_time_is_not_cut_all_the_time(tmp_path):
    target = tmp_path / "moves.mp4"
    source = "testsrc2=d=3:s=160x90:r=10"
    subprocess.run(
        [get_ffmpeg_exe(), "-loglevel", "error", "-f", "lavfi", "-i", source, str(target)], check=True
    )
    found = registry.measure(target, picture=True)
    assert found.cuts == 0
    assert (found.integrated, found.true_peak, found.loudness_range) == (None, None, None)


def test_what_is_no_film_is_refused_in_words(tmp_path):
    (tmp_path / "no.mp4").write_bytes(b"no film")
    with pytest.raises(EngineError, match="Export and upload it again"):
        registry.measure(tmp_path / "no.mp4", picture=True)


def test_every_clip_and_every_finished_video_has_one_record(of_video, clip):
    services.enter_records()
    services.enter_records()
    assert sorted(ClipRecord.objects.values_list("kind", flat=True)) == ["clip", "video"]


def test_a_clip_is_measured_once(record, monkeypatch):
    measuring.measure(record.pk)
    record.refresh_from_db()
    assert record.state == RecordState.DONE and record.pace == 0.0 and not record.from_edit_list
    assert record.integrated == pytest.approx(-24, abs=8) and record.engine
    monkeypatch.setattr(registry, "measure", None)
    measuring.measure(record.pk)
    assert services.take_up_records() == []


def test_the_sweep_nudges_what_waits_once_a_minute(record):
    assert services.take_up_records() == [record.pk]
    assert services.take_up_records() == []


def test_a_clip_with_another_file_is_measured_anew_and_keeps_what_was_said(record, author):
    measuring.measure(record.pk)
    services.declare(record=record, by=author, scene="A lamp", people="Mara", objects_seen="", emotion="calm")
    record.clip.file_hash = "b" * 64
    record.clip.save()
    services.enter_records()
    record.refresh_from_db()
    assert (record.state, record.scene, record.people) == (RecordState.QUEUED, "A lamp", "Mara")


def test_what_was_said_of_a_video_is_said_of_the_next_one(of_video, module, author, reviewer):
    services.declare(record=of_video, by=author, scene="", people="Mara", objects_seen="", emotion="warm")
    revision = module.save_revision(user=author)
    attached(module, approved_by=reviewer, revision=revision)
    services.enter_records()
    assert set(ClipRecord.objects.values_list("people", "emotion")) == {("Mara", "warm")}


def test_the_pace_of_ours_comes_from_the_edit_list(made, module, monkeypatch, reviewer):
    attached(module, approved_by=reviewer, video=clips.made("mp4"))
    services.enter_records()
    record = ClipRecord.objects.get()
    measuring.measure(record.pk)
    record.refresh_from_db()
    passages = len(made.outputs and measuring.script_of(made))
    assert record.from_edit_list and record.pace == round((passages - 1) * 60 / record.seconds, 2)


def test_a_file_that_is_gone_fails_with_its_reason_and_can_be_tried_again(record):
    record.clip.file.storage.delete(record.clip.file.name)
    measuring.measure(record.pk)
    record.refresh_from_db()
    assert (record.state, record.reason_code) == (RecordState.FAILED, "file_gone")
    services.retry_record(record=record)
    record.refresh_from_db()
    assert (record.state, record.reason) == (RecordState.QUEUED, "")
    with pytest.raises(services.Refused):
        services.retry_record(record=record)


def test_a_worker_that_lost_its_record_writes_nothing(record):
    held = services.claim_record(record_id=record.pk)
    assert services.claim_record(record_id=record.pk) is None
    ClipRecord.objects.update(lease=None)
    with pytest.raises(services.LeaseLost):
        services.fail_record(record=held, code="x", reason="x")


def test_a_clip_that_kills_three_workers_is_left_alone(record):
    for _ in range(4):
        services.claim_record(record_id=record.pk)
        ClipRecord.objects.update(leased_until=record.created_at)
    record.refresh_from_db()
    assert (record.state, record.reason_code) == (RecordState.FAILED, "worker_lost")


@pytest.mark.parametrize(
    ("search", "found"),
    [
        (Search(words="lamp mara"), True),
        (Search(words="lamp dolly"), False),
        (Search(people="mar"), True),
        (Search(emotion="calm"), True),
        (Search(emotion="tense"), False),
        (Search(kind="video"), False),
        (Search(pace_from=5, pace_to=15), True),
        (Search(pace_from=11), False),
        (Search(loudness_from=-20, loudness_to=-10), True),
        (Search(loudness_to=-20), False),
    ],
)
def test_it_is_found_by_words_people_emotion_pace_and_loudness(record, author, search, found):
    services.declare(record=record, by=author, scene="", people="Mara", objects_seen="", emotion="calm")
    ClipRecord.objects.update(state="done", pace=10, integrated=-16)
    assert search.of(records_for(author)).exists() is found


def test_an_empty_catalogue_says_how_clips_come_into_it(signed_in, author):
    assert "No clips yet" in signed_in(author).get(reverse("records:list")).content.decode()


def test_a_range_that_is_no_number_is_told_and_loses_nothing(signed_in, author, record):
    answer = signed_in(author).get(reverse("records:list"), {"pace_from": "fast", "words": "lamp"})
    html = answer.content.decode()
    assert answer.status_code == 422 and "Enter a number" in html and 'value="lamp"' in html


def test_an_author_says_what_is_seen_and_a_reviewer_only_reads_it(signed_in, author, reviewer, of_video):
    address = reverse("records:record", args=[of_video.pk])
    said = {"scene": "A lamp is moved", "people": "Mara", "objects_seen": "lamp", "emotion": "calm"}
    assert signed_in(author).post(address, said).status_code == 302
    client = signed_in(reviewer)
    html = client.get(address).content.decode()
    assert "A lamp is moved" in html and "Calm" in html and "Keep this" not in html
    assert client.post(address, {**said, "people": "Nobody"}).status_code == 404
    of_video.refresh_from_db()
    assert (of_video.people, of_video.declared_by) == ("Mara", author)


def test_an_emotion_that_nobody_knows_is_refused_and_nothing_is_lost(signed_in, author, of_video):
    said = {"scene": "A lamp", "emotion": "melancholic"}
    answer = signed_in(author).post(reverse("records:record", args=[of_video.pk]), said)
    assert answer.status_code == 422 and "A lamp" in answer.content.decode()


def test_the_table_can_be_taken_along(signed_in, author, record):
    answer = signed_in(author).get(reverse("records:csv"))
    assert "The lamp test" in answer.content.decode()


def test_the_list_takes_as_many_queries_for_many_as_for_one(
    signed_in, author, record, django_assert_num_queries, django_assert_max_num_queries
):
    client = signed_in(author)
    client.get(reverse("records:list"))
    with django_assert_max_num_queries(60) as first:
        client.get(reverse("records:list"))
    for number in range(4):
        clips.clip(title=f"Another {number}", file_hash=str(number) * 64)
    services.enter_records()
    with django_assert_num_queries(len(first)):
        client.get(reverse("records:list"))
