import pytest

from courses.models import MediaKind, MediaSet
from courses.narration import narrate
from courses.pacing import ledger
from courses.queries import clock, media_of, spoken_digest
from courses.services import attach_media, record_spoken_seconds
from courses.services.media import TooLong

pytestmark = pytest.mark.django_db


def attach(module, reviewer, digest="a" * 64, seconds=600.0, files=None):
    return attach_media(
        module=module,
        revision=module.live_revision,
        digest=digest,
        seconds=seconds,
        cues=[],
        chapters=[],
        engines={"speech": "espeak 1"},
        approved_by=reviewer,
        files=files or {MediaKind.VIDEO: "aa/video.mp4"},
    )


def test_attaching_the_same_media_twice_keeps_one_set(module, reviewer):
    assert attach(module, reviewer) == attach(module, reviewer)
    assert MediaSet.objects.count() == 1 and media_of(module).files.count() == 1


def test_a_rebuild_of_a_revision_replaces_its_files(module, reviewer):
    first = attach(module, reviewer)
    second = attach(module, reviewer, digest="b" * 64, files={MediaKind.AUDIO: "bb/audio.m4a"})
    assert second.pk == first.pk
    assert [file.kind for file in media_of(module).files.all()] == [MediaKind.AUDIO]


def test_the_same_outputs_made_again_replace_its_files(module, reviewer):
    attach(module, reviewer)
    attach(module, reviewer, files={MediaKind.VIDEO: "aa/again.mp4"})
    assert [file.file.name for file in media_of(module).files.all()] == ["aa/again.mp4"]


def test_media_past_fifteen_minutes_are_not_attached(module, reviewer):
    with pytest.raises(TooLong, match="20 s"):
        attach(module, reviewer, seconds=920.0)
    assert media_of(module) is None


def test_measured_speech_replaces_the_estimate(module):
    passages = [one for told in narrate(module.lesson()) for one in told.passages]
    estimate = clock(module).formats["listen"]
    assert estimate == pytest.approx(ledger(module.lesson()).formats["listen"])
    record_spoken_seconds(measured={spoken_digest(one): 10.0 for one in passages})
    record_spoken_seconds(measured={spoken_digest(passages[0]): 12.0})
    expected = 10.0 * len({spoken_digest(one) for one in passages}) + 2.0 + sum(one.pause for one in passages)
    assert clock(module).formats["listen"] == pytest.approx(expected)


def test_the_clock_of_a_module_takes_a_constant_number_of_queries(module, django_assert_max_num_queries):
    module.lesson()
    with django_assert_max_num_queries(4):
        clock(module)


def test_learners_read_an_engines_version_without_its_build(module, reviewer):
    media = attach(module, reviewer)
    media.engines = {
        "slides": "Typst 0.15.0+22b33d",
        "video": "FFmpeg n9.0.2-17-g2a57",
        "audio": "FFmpeg n9.0.2",
    }
    assert media.made_with == ["FFmpeg n9.0.2", "Typst 0.15.0"]
