"""Scenes that move and clips that play, through the whole line."""

from collections import Counter

import av
import pytest
from django.core.files.base import ContentFile

from courses.queries import clock
from generation import pipeline
from generation.delivery import deliver
from generation.models import Artifact, Production, State
from generation.ports import Movement
from generation.queries import script_of
from generation.stages.moving import DISSOLVE, ENTER
from tests import clips, factories
from tests.lesson import block, item, single

pytestmark = pytest.mark.django_db


def text(words):
    return block("rich_text", {"text": f"<p>{words}</p>", "purpose": "teach"}, words)


def scene(*lines, setting="Stage 4, 6.40 in the morning"):
    told = [
        item(f"{setting}/{number}", {"character": who.pk if who else None, "text": said})
        for number, (who, said) in enumerate(lines)
    ]
    return block("story_scene", {"setting": setting, "lines": told}, setting)


def film(clip, kind="video"):
    return block(kind, {"clip": clip.pk, "caption": "Watch the edge.", "purpose": "teach"}, f"clip {clip.pk}")


@pytest.fixture
def revised(module, author):
    """Publishes a body of these blocks, and a question."""

    def _revised(*blocks) -> Production:
        page = module.specific_class.objects.get(pk=module.pk)
        page.body = page.body.stream_block.to_python([*blocks, single()])
        revision = page.save_revision(user=author)
        revision.publish(user=author)
        return Production.objects.get(revision=revision)

    return _revised


@pytest.fixture
def cast(db):
    return factories.character(), factories.character(name="Tom", voice="voice-2")


SLOW = "word " * 30


def kinds(production) -> Counter:
    """Of the pictures that the video was joined of."""
    parts = Artifact.objects.get(pk=production.outputs["video"]).parts
    return Counter(Artifact.objects.filter(pk__in=parts).values_list("stage", flat=True))


def test_a_scene_is_entered_and_left_and_a_new_speaker_comes_on(revised, cast, engines):
    mara, tom = cast
    told = scene((mara, SLOW), (mara, SLOW), (tom, SLOW), setting=SLOW[:150])
    made = pipeline.finish(revised(told, text(SLOW)), engines=engines)
    assert made.state == State.AWAITING_REVIEW
    moves = sorted(engines.scenes().moves)
    dissolve = (str(Movement.DISSOLVE), DISSOLVE)
    assert moves == [dissolve, dissolve, (str(Movement.ENTER), ENTER)]
    assert kinds(made) == {"scene": 3, "segment": len(script_of(made)) - 3}


def test_a_changed_last_line_makes_its_own_picture_and_the_one_it_dissolves_into(revised, cast, engines):
    mara, tom = cast
    first = [(mara, SLOW), (mara, f"Before. {SLOW}")]
    pipeline.finish(revised(scene(*first), text(SLOW), text(f"More. {SLOW}")), engines=engines)
    moved, still = len(engines.scenes().moves), engines.video().segments
    second = [(mara, SLOW), (mara, f"Behind. {SLOW}")]
    pipeline.finish(revised(scene(*second), text(SLOW), text(f"More. {SLOW}")), engines=engines)
    assert len(engines.scenes().moves) == moved + 1, "what comes out of it"
    assert engines.video().segments == still + 1, "the line itself"


def test_a_studio_that_wants_stills_gets_stills(revised, cast, engines, settings):
    settings.GREENROOM_MOVEMENT = False
    mara, tom = cast
    made = pipeline.finish(revised(scene((mara, SLOW), (tom, SLOW)), text(SLOW)), engines=engines)
    assert engines.scenes().moves == []
    assert kinds(made) == {"segment": len(script_of(made))}


def test_a_film_plays_after_it_was_announced_for_as_long_as_it_lasts(revised, engines):
    production = revised(text("Before."), film(clips.clip(seconds=20.0)), text("After."))
    made = pipeline.finish(production, engines=engines)
    assert made.state == State.AWAITING_REVIEW, made.reason
    announced, playing = [one for one in script_of(made) if one["slide"]["kind"] == "clip"]
    assert [line["text"] for line in announced["lines"]][0] == "A film in this lesson: The lamp test."
    assert playing["lines"] == [] and playing["clip"]["seconds"] == 20.0
    assert engines.clips().played == ["The lamp test"]
    (shown,) = engines.clips().shown
    assert shown == ("The lamp test", pytest.approx(20.0, abs=0.03))


def test_what_was_made_is_as_long_as_the_clock_said(revised, engines, module):
    production = revised(film(clips.clip(seconds=20.0)), film(clips.clip("mp3", seconds=30.0), "audio"))
    made = pipeline.finish(production, engines=engines)
    page = module.specific_class.objects.get(pk=module.pk)
    passages = len(script_of(made))
    assert made.seconds == pytest.approx(clock(page).formats["watch"], abs=0.022 * passages)


def test_a_recording_is_heard_over_its_slide(revised, engines):
    made = pipeline.finish(revised(film(clips.clip("mp3", seconds=9.0), "audio")), engines=engines)
    assert engines.clips().played == ["The lamp test"]
    assert engines.clips().shown == []
    assert set(kinds(made)) == {"segment"}


def test_a_clips_own_captions_stand_where_it_plays_with_who_speaks(revised, engines):
    made = pipeline.finish(revised(text("Before."), film(clips.clip(seconds=5.0))), engines=engines)
    cues = Artifact.objects.get(pk=made.outputs["captions"]).meta["cues"]
    (own,) = [one for one in cues if one["name"] == "Mara"]
    announced = max(one["end"] for one in cues if "Watch the edge" in one["text"])
    assert own["text"] == "One lamp, frame left."
    assert announced < own["start"] < announced + 1.2
    assert own["end"] - own["start"] == pytest.approx(0.8, abs=0.002)


def test_a_clip_with_another_title_is_announced_anew_and_not_made_again(revised, engines):
    clip = clips.clip(seconds=5.0)
    pipeline.finish(revised(film(clip)), engines=engines)
    clip.title = "The other lamp"
    clip.save()
    pipeline.finish(revised(film(clip), text("More.")), engines=engines)
    assert engines.clips().played == ["The lamp test"]
    assert len(engines.clips().shown) == 1


def test_captions_of_a_clip_that_cannot_be_read_are_told_with_its_name(revised, engines):
    clip = clips.clip(seconds=5.0)
    production = revised(film(clip))
    clip.captions = "no captions at all"
    clip.save()
    made = pipeline.finish(production, engines=engines)
    assert (made.state, made.reason_code) == (State.FAILED, "bad_clip")
    assert "“The lamp test”" in made.reason


def test_a_damaged_clip_fails_with_its_name_and_goes_on_once_another_is_chosen(
    revised, engines, settings, monkeypatch
):
    from generation.engines import registry

    monkeypatch.setattr(engines, "clips", registry.clips)
    broken = clips.clip()
    broken.file.save("broken.mp4", ContentFile(clips.made("mp4")[:900]))
    made = pipeline.finish(revised(text("Before."), film(broken)), engines=engines)
    assert (made.state, made.reason_code) == (State.FAILED, "bad_clip")
    assert "“The lamp test” cannot be read" in made.reason
    made = pipeline.finish(revised(text("Before."), film(clips.clip())), engines=engines)
    assert made.state == State.AWAITING_REVIEW, made.reason
    assert engines.speech().said.count("Before.") == 1, "what was spoken is kept"


def test_a_film_is_seen_and_heard_in_the_finished_video(course, author, tmp_path):
    """With the engines of the house: a scene that moves, a grey film of a second with a hum."""
    mara = factories.character()
    body = [scene((mara, "One lamp, frame left. Everything else is rain."))]
    body += [film(clips.clip()), text("That is a wrap."), single()]
    module = factories.module(course, owner=author, slug="wrap", body=body)
    made = deliver(module=module, revision=module.latest_revision, formats=["video"], folder=tmp_path).summary
    own = [one for one in made["cues"] if one["text"] == "One lamp, frame left."]
    begins = own[0]["start"] - 0.1
    with av.open(str(tmp_path / "wrap.mp4")) as container:
        frames = [
            (one.time, one.to_ndarray(format="rgb24")[::90, ::160]) for one in container.decode(video=0)
        ]
    playing = [seen for time, seen in frames if begins + 0.05 < time < begins + 0.95]
    assert len(playing) >= 20, "it runs at 25 frames a second"
    assert all(abs(int(seen[6, 6, 1]) - 128) < 8 for seen in playing)
    stamps = [time for time, _ in frames]
    assert stamps == sorted(set(stamps))
    assert made["seconds"] == pytest.approx(stamps[-1] + 0.04, abs=0.05)
