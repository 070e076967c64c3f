"""Clips in lessons: what the gate, the clock and the narrator make of them, and who may see them."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from config.backup.stores import names
from courses.models import Clip, ModulePage
from courses.narration import narrate
from courses.publishing import problems
from courses.queries import clock
from courses.services import begin
from tests import clips, factories, lesson


def block(clip, kind="video", **more):
    return lesson.block(kind, {"clip": clip.pk, "caption": "", "purpose": "teach"} | more)


@pytest.fixture
def shown(course, author):
    """A published module with a film in it."""

    def _shown(clip, kind="video", slug="light", publish=True, **more):
        body = [lesson.block("heading", {"text": "Look", "level": "2"}), block(clip, kind, **more)]
        return factories.module(
            course, owner=author, slug=slug, publish=publish, body=[*body, lesson.single()]
        )

    return _shown


@pytest.mark.parametrize(
    ("form", "lacks", "told"),
    [
        ("mp4", {"transcript": " "}, "“The lamp test” has no transcript"),
        ("mp4", {"captions": ""}, "“The lamp test” has no captions"),
        ("mp3", {"transcript": ""}, "“The lamp test” has no transcript"),
        ("mp3", {"seconds": 0}, "how long “The lamp test” is"),
    ],
)
def test_the_gate_refuses_a_clip_that_not_everybody_can_follow(shown, form, lacks, told):
    clip = clips.clip(form, **lacks)
    module = shown(clip, clip.type, publish=False)
    assert [told in one.message and one.block_id for one in problems(module) if one.code == "incomplete"] == [
        str(module.body[1].id)
    ]


def test_a_recording_is_no_film(shown):
    module = shown(clips.clip("mp3"), "video", publish=False)
    assert "incomplete" in {one.code for one in problems(module)}


def test_the_clock_counts_the_clip_itself_for_whoever_reads(shown):
    module = shown(clips.clip(seconds=80.0), caption="Where does the light come from?")
    counted = next(one for one in clock(module).blocks if one.block_type == "video")
    assert counted.read == pytest.approx(80 + 6 * 60 / 238)
    assert 80 < counted.spoken < 110


def test_a_lesson_that_its_clips_make_too_long_cannot_go_live(shown):
    module = shown(clips.clip(seconds=890.0), publish=False)
    assert "too_long" in {one.code for one in problems(module)}


def test_the_narrator_says_what_it_is_called_and_what_to_notice_and_then_it_plays(shown):
    clip = clips.clip(seconds=80.0)
    module = shown(clip, caption="The edge of the shadow")
    told = next(one for one in narrate(module.lesson()) if one.block_id == str(module.body[1].id))
    assert [line.text for line in told.passages[0].lines] == [
        "A film in this lesson: The lamp test.",
        "The edge of the shadow.",
    ]
    playing = told.passages[1]
    assert (playing.lines, playing.pause, playing.clip["file"]) == ((), 80.0, clip.file.name)
    assert playing.slide == told.passages[0].slide


def test_a_film_is_shown_with_captions_and_transcript_and_does_not_begin_by_itself(shown, signed_in, learner):
    clip = clips.clip(scene="A hand turns the lamp.")
    module = shown(clip, caption="The edge")
    begin(user=learner, module=module)
    client = signed_in(learner)
    page = client.get(reverse("courses:step", args=[module.slug, 1])).content.decode()
    assert f'<source src="{clip.url}" type="video/mp4">' in page
    assert f'src="{clip.captions_url}"' in page and 'kind="captions"' in page
    assert clips.TRANSCRIPT in page and "A hand turns the lamp." in page and "The edge" in page
    assert 'preload="metadata"' in page and "autoplay" not in page
    sparing = client.get(reverse("courses:step", args=[module.slug, 1]), headers={"save-data": "on"})
    assert 'preload="none"' in sparing.content.decode()


@pytest.fixture
def client(signed_in, learner):
    return signed_in(learner)


def test_a_clip_of_a_lesson_is_sent_in_parts_too(shown, client):
    clip = clips.clip()
    shown(clip)
    whole = client.get(clip.url)
    assert (whole.status_code, whole["Content-Type"]) == (200, "video/mp4")
    part = client.get(clip.url, headers={"range": "bytes=0-3"})
    assert (part.status_code, part["Content-Length"]) == (206, "4")
    captions = client.get(clip.captions_url)
    assert captions["Content-Type"].startswith("text/vtt") and captions.content.decode() == clips.CAPTIONS


def test_a_server_in_front_sends_it_where_there_is_one(shown, client, settings):
    settings.GREENROOM_ACCEL_PREFIX = "/inside/"
    clip = clips.clip()
    shown(clip)
    assert client.get(clip.url)["X-Accel-Redirect"] == f"/inside/media/{clip.file.name}"


def test_what_it_has_not_is_not_there(shown, client):
    clip = clips.clip("mp3")
    shown(clip, "audio")
    for part in ("captions", "poster", "transcript"):
        assert client.get(reverse("courses:clip", args=[clip.pk, part])).status_code == 404


def test_a_clip_is_closed_to_whoever_may_not_see_a_lesson_with_it(shown, client, signed_in, author):
    clip = clips.clip()
    shown(clip, publish=False)
    for address in (clip.url, clip.captions_url):
        assert client.get(address).status_code == 404
        assert signed_in(author).get(address).status_code == 200
    assert client.get(f"/media/{clip.file.name}").status_code == 404


def test_a_clip_stays_with_whoever_is_in_the_middle_of_the_lesson(
    shown, client, learner, signed_in, outsider
):
    clip = clips.clip()
    module = shown(clip)
    begin(user=learner, module=module)
    other = clips.clip(title="Another lamp")
    raw = [dict(one) for one in module.body.raw_data]
    raw[1]["value"] = {**raw[1]["value"], "clip": other.pk}
    module.body = ModulePage.body.field.to_python(raw)
    module.save_revision().publish()
    assert client.get(clip.url).status_code == 200
    assert signed_in(outsider).get(clip.url).status_code == 404


@pytest.mark.parametrize("publish", [True, False])
def test_a_clip_that_a_lesson_shows_is_not_deleted(shown, signed_in, author, publish):
    clip = clips.clip()
    shown(clip, publish=publish)
    response = signed_in(author).post(reverse("wagtailmedia:delete", args=[clip.pk]), follow=True)
    assert "cannot be deleted: “Light that can be checked”" in response.content.decode()
    assert Clip.objects.exists()


def test_a_clip_that_no_lesson_shows_goes_with_its_file(
    signed_in, author, home, django_capture_on_commit_callbacks
):
    clip = clips.clip()
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(author).post(reverse("wagtailmedia:delete", args=[clip.pk]))
    assert not Clip.objects.exists()
    assert not default_storage.exists(clip.file.name)


def test_a_backup_holds_the_clips(db):
    clip = clips.clip()
    assert clip.file.name in set(names(default_storage))
