"""What is made ahead of its turn, and that nothing of it outlives a production that fails."""

import threading
from pathlib import Path

import pytest

from generation import pipeline, scratch
from generation.models import Artifact, State
from generation.ports import EngineError
from tests.generation.test_pipeline import revise

pytestmark = pytest.mark.django_db
WORDS = ["One is told.", "Two is told.", "Three is told.", "Four is told.", "Five is told."]


@pytest.fixture
def production(module, author):
    return revise(module, *WORDS, user=author)


def test_slides_are_drawn_while_the_voice_speaks(production, engines):
    drawn, say, render = threading.Event(), engines.speech().say, engines.slides().render

    def drawing(slides, folder):
        pictures = render(slides, folder)
        drawn.set()
        return pictures

    def speaking(text, **options):
        assert drawn.wait(10), "the voice waits for the slides, and they for it"
        return say(text, **options)

    engines.slides().render, engines.speech().say = drawing, speaking
    assert pipeline.finish(production, engines=engines).state == State.AWAITING_REVIEW


def test_each_slide_keeps_its_own_picture(production, engines):
    """Each picture holds the words of its slide."""

    def render(slides, folder: Path):
        paths = [folder / f"slide-{place}.png" for place in range(len(slides))]
        for path, slide in zip(paths, slides, strict=True):
            path.write_text(str(sorted(slide.items())))
        return paths

    engines.slides().render = render
    made = pipeline.finish(production, engines=engines)
    kept = Artifact.objects.in_bulk(Artifact.objects.get(pk=made.outputs["slides"]).parts)
    told = [kept[name].file.open().read().decode() for name in kept]
    assert all(any(words in one for one in told) for words in WORDS)
    assert len(set(told)) == len(told)


def test_who_draws_while_the_voice_fails_is_waited_for(production, engines):
    failed, returned, speech, render = (
        threading.Event(),
        threading.Event(),
        engines.speech(),
        engines.slides().render,
    )
    late = []

    def drawing(slides, folder: Path):
        failed.wait(10)
        late.append(returned.wait(0.5))
        return render(slides, folder)

    def failing(text, **options):
        failed.set()
        raise EngineError("speech_failed", "No voice.")

    engines.slides().render, speech.say = drawing, failing
    assert pipeline.finish(production, engines=engines).reason_code == "speech_failed"
    returned.set()
    assert late == [False], "its folder stands until it is done"


def test_a_voice_that_fails_leaves_no_picture_and_no_folder(production, engines, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    engines.speech().fails_at, engines.speech().error = "Two", EngineError("speech_failed", "No voice.")
    assert pipeline.finish(production, engines=engines).reason_code == "speech_failed"
    assert not list(tmp_path.glob(f"{scratch.PREFIX}*"))
    assert not Artifact.objects.filter(stage="slide").exists()


def test_segments_are_coded_while_the_sound_is_joined(production, engines):
    coded, join, segment = threading.Event(), engines.sound().join, engines.video().segment

    def coding(*slide, **options):
        segment(*slide, **options)
        coded.set()

    def joining(files, target, **told):
        if target.name == "programme.m4a":
            assert coded.wait(10), "the film waits for the sound, and its pictures with it"
        return join(files, target, **told)

    engines.video().segment, engines.sound().join = coding, joining
    assert pipeline.finish(production, engines=engines).state == State.AWAITING_REVIEW


def test_what_is_begun_ahead_is_made_once_and_counted_where_it_belongs(production, engines):
    made = pipeline.finish(production, engines=engines)
    counted = {run.stage: (run.made, run.reused) for run in made.runs.all()}
    passages = len(Artifact.objects.get(pk=made.outputs["video"]).parts)
    assert sum(counted["audio"]) == sum(counted["video"]) == passages
    assert engines.video().segments == Artifact.objects.filter(stage="segment").count()


def test_segments_begun_ahead_end_with_a_sound_that_fails(production, engines, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def failing(*files, **told):
        raise EngineError("bad_sound", "No sound.")

    engines.sound().chunk = failing
    assert pipeline.finish(production, engines=engines).reason_code == "bad_sound"
    assert not list(tmp_path.glob(f"{scratch.PREFIX}*"))
