"""Clips at a desk: played, judged, and then what was measured."""

import subprocess

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from imageio_ffmpeg import get_ffmpeg_exe

from courses.models import Clip
from generation import measuring, services
from generation.models import ClipRecord
from labs.contract import Refused
from tests import clips
from tests.labs import making
from tests.labs.clip_catalogue.catalogued import film, judged, lab, measured, one


@pytest.fixture
def run(author, course, learner):
    two = lab(one(film()), one(film("The door"), "Tense"))
    return making.run_in(making.module_with(two, author=author, course=course), learner)


def send(browser, run, *parts, **more):
    said = {name: value for part in parts for name, value in part.items()} | more
    return browser.post(reverse("labs:desk", args=[run.pk]), making.sent(**said))


def page(browser, run) -> str:
    return browser.get(reverse("labs:desk", args=[run.pk])).text


def test_each_clip_plays_with_captions_and_has_its_words(browser, run):
    shown = page(browser, run)
    assert shown.count("<video controls") == 2 and shown.count('kind="captions"') == 2
    assert "A lamp comes on." in shown and clips.TRANSCRIPT in shown
    clip = Clip.objects.get(title="The lamp")
    assert clip.url in shown
    part = browser.get(clip.url, headers={"range": "bytes=0-9"})
    assert part.status_code == 206 and len(b"".join(part.streaming_content)) == 10


def test_what_was_measured_and_meant_comes_after_ones_own_judgement(browser, run):
    before = page(browser, run)
    assert "Why of The lamp." not in before and "-24.0" not in before and "−24.0 LUFS" not in before
    send(browser, run, judged(0, emotion="Joyful", pace="26"), judged(1, emotion="Tense"))
    after = page(browser, run)
    assert "6 of 8 judgements are near enough; 70 % pass." in after and "Passed" in after
    for told in ("Why of The lamp.", "−24.0 LUFS", "6.0 seconds, 2 cuts", "20 cuts a minute", "-6.0 dBTP"):
        assert told in after
    run.refresh_from_db()
    assert (run.score, run.passed) == (0.75, True)
    marks = run.submissions.get().found["clips"][0]["marks"]
    assert marks == {"emotion": False, "pace": False, "level": True, "loudness": True}
    assert making.missed(run) == {"Clip 1, emotion", "Clip 1, pace"}


def test_who_works_without_sound_leaves_level_and_loudness_out_of_all_clips(browser, run):
    parts = (
        judged(0, level="", loudness=""),
        judged(1, emotion="Tense", pace="90", level="loud", loudness="-8"),
    )
    assert send(browser, run, *parts).status_code == 422
    assert send(browser, run, *parts, without_sound="yes").status_code == 302
    shown = page(browser, run)
    assert "3 of 4 judgements are near enough" in shown and "You worked without sound" in shown
    assert "−24.0 LUFS" in shown and "left out" in shown
    run.refresh_from_db()
    assert (run.score, run.passed) == (0.75, True)


def test_the_share_that_passes_is_the_authors(browser, run):
    far = {"level": "loud", "loudness": "-8"}
    send(browser, run, judged(0, **far), judged(1, emotion="Tense", **far))
    run.refresh_from_db()
    assert (run.score, run.passed) == (0.5, False)


def test_notes_for_the_catalogue_are_kept_and_not_graded(browser, run):
    send(
        browser,
        run,
        judged(0, people="Mara"),
        judged(1, emotion="Tense"),
        **{"scene-1": "A door, <b>ajar</b>."},
    )
    shown = page(browser, run)
    assert "Mara" in shown and "A door, &lt;b&gt;ajar&lt;/b&gt;." in shown
    run.refresh_from_db()
    assert run.score == 1


@pytest.mark.parametrize(
    ("lacks", "told"),
    [
        ({"emotion": "Bored"}, "say what it carries"),
        ({"pace": ""}, "count the cuts a minute"),
        ({"pace": "-1"}, "count the cuts a minute"),
        ({"pace": "nan"}, "count the cuts a minute"),
        ({"level": "deafening"}, "say how loud it is to you"),
        ({"loudness": "-23"}, "choose a range of loudness"),
        ({"scene": "x" * 601}, "keep each note under 600 characters"),
    ],
)
def test_what_a_judgement_lacks_is_said_and_nothing_is_lost(browser, run, lacks, told):
    answer = send(browser, run, judged(0, **lacks), judged(1, emotion="Tense", people="Ruth"))
    assert answer.status_code == 422 and f"Clip 1: {told}." in answer.text
    assert 'value="Ruth"' in answer.text and "<option selected>Tense</option>" in answer.text


def test_a_recording_is_not_asked_for_its_pace_and_no_sound_can_be_said(browser, author, course, learner):
    heard = measured(clips.clip("m4a", title="Hum"), pace=None)
    mute = film("Mute", integrated=None, loudness_range=None, true_peak=None)
    run = making.run_in(making.module_with(lab(one(heard), one(mute)), author=author, course=course), learner)
    shown = page(browser, run)
    assert "<audio controls" in shown and "pace-0" not in shown and "pace-1" in shown
    send(browser, run, judged(0, pace=""), judged(1, level="quiet", loudness="none"))
    run.refresh_from_db()
    assert run.score == 1 and run.submissions.get().found["of"] == 7
    assert "It has no sound" in page(browser, run)


def test_a_yardstick_shows_its_figures_and_is_not_asked(browser, author, course, learner):
    shown_first = lab(one(film("Bars"), "", yardstick=True), one(film()))
    run = making.run_in(making.module_with(shown_first, author=author, course=course), learner)
    shown = page(browser, run)
    assert "2 cuts, 20 a minute; −24.0 LUFS. Why of Bars." in shown and "emotion-0" not in shown
    send(browser, run, judged(1))
    assert "4 of 4 judgements" in page(browser, run)


def test_a_clip_that_is_not_measured_keeps_a_lab_from_being_published(db):
    waiting = clips.clip(title="New", scene="A lamp.")
    with pytest.raises(Refused, match="“New” is not measured yet"):
        lab(one(waiting), one(film()))
    services.enter_records()
    record = services.claim_record(record_id=ClipRecord.objects.get(clip=waiting).pk)
    services.fail_record(record=record, code="bad_clip", reason="It cannot be read.")
    with pytest.raises(Refused, match="could not be measured: It cannot be read"):
        lab(one(waiting), one(film()))


def test_what_was_measured_of_an_older_file_does_not_count(browser, run):
    Clip.objects.filter(title="The door").update(file_hash="another")
    assert "Still to be measured by a worker: “The door”." in page(browser, run)
    answer = send(browser, run, judged(0), judged(1, emotion="Tense", people="Ruth"))
    assert answer.status_code == 422 and "“The door” is still to be measured" in answer.text
    assert 'value="Ruth"' in answer.text


def test_what_the_catalogue_declares_is_the_key_where_the_author_names_none(db):
    declared = film()
    said = {"scene": "", "people": "", "objects_seen": "", "emotion": "tense"}
    services.declare(record=ClipRecord.objects.get(clip=declared), by=None, **said)
    assert lab(one(declared, ""), one(film("The door"))).asked["clips"][0]["emotion"] == "Tense"
    with pytest.raises(Refused, match="Say what it carries"):
        lab(one(declared), one(film("The gate"), ""))


def test_words_and_keys_that_do_not_fit_are_refused(db):
    with pytest.raises(Refused, match="“Rage” is not among the emotions"):
        lab(one(film(), "Rage"), one(film("The door")))
    with pytest.raises(Refused, match="All of these are yardsticks"):
        lab(*(one(film(name), yardstick=True) for name in ("A", "B")))
    with pytest.raises(Refused, match="no scene description"):
        lab(one(measured(clips.clip(title="C"))), one(film("D")))
    with pytest.raises(Refused, match="no transcript"):
        lab(one(measured(clips.clip("m4a", title="E", transcript=" "))), one(film("F")))


def test_a_clip_of_a_lab_is_given_to_whoever_is_in_it_and_to_nobody_else(browser, signed_in, outsider, run):
    for part in ("file", "captions"):
        address = reverse("courses:clip", args=[Clip.objects.get(title="The lamp").pk, part])
        assert browser.get(address).status_code == 200
        assert signed_in(outsider).get(address).status_code == 404
    other = clips.clip(title="Of no lab")
    assert browser.get(other.url).status_code == 404


def test_a_clip_that_was_deleted_is_neither_asked_for_nor_counted(browser, run):
    Clip.objects.get(title="The door").delete()
    assert "no longer in the library" in page(browser, run)
    send(browser, run, judged(0))
    assert "4 of 4 judgements" in page(browser, run)


def test_from_the_file_to_the_result_with_the_real_meter(browser, author, course, learner, tmp_path):
    """Three seconds with two cuts and a tone at −20 LUFS, as a worker measures them."""
    target = tmp_path / "cuts.mp4"
    colours = "".join(
        f"color=c={one}:s=96x54:r=10:d=1[{at}];" for at, one in enumerate(("black", "white", "red"))
    )
    graph = f"{colours}[0][1][2]concat=n=3:v=1[v];sine=f=1000:d=3:r=48000,volume=1.0[s]"
    command = [get_ffmpeg_exe(), "-loglevel", "error", "-filter_complex", graph, "-map", "[v]", "-map", "[s]"]
    subprocess.run([*command, "-c:a", "aac", str(target)], check=True)
    clip = clips.clip(title="Cuts", scene="Black, white, red.")
    clip.file.save("cuts.mp4", ContentFile(target.read_bytes()))
    services.enter_records()
    for record in services.take_up_records() or ClipRecord.objects.values_list("pk", flat=True):
        measuring.measure(record)
    made = lab(one(clip, "Tense"), one(film(), yardstick=True))
    run = making.run_in(making.module_with(made, author=author, course=course), learner)
    send(browser, run, judged(0, emotion="Tense", pace="40", level="right", loudness="-20"))
    run.refresh_from_db()
    found = run.submissions.get().found["clips"][0]
    assert found["measured"]["cuts"] == 2 and found["measured"]["pace"] == pytest.approx(40, abs=1)
    assert found["marks"]["pace"] and found["marks"]["loudness"]
