"""What one change costs in sound: chunks are kept apart, each by its passage and its neighbours' edges."""

import json

import numpy as np
import pytest

from generation import pipeline
from generation.engines import wave_file
from generation.models import Artifact, StageRun, State
from generation.ports import AAC_FRAME, SAMPLE_RATE
from tests.generation.test_pipeline import revise

pytestmark = pytest.mark.django_db


def chunks(production) -> list[str]:
    return Artifact.objects.get(pk=production.outputs["audio"]).parts


@pytest.fixture
def quiet_edges(engines):
    """A voice that begins and ends in silence, as long as its neighbours can hear of it."""
    say = engines.speech().say

    def between_silence(text, **options):
        spoken = say(text, **options)
        edge = np.zeros(4 * AAC_FRAME, dtype=np.float32)
        return type(spoken)(np.concatenate([edge, spoken.samples, edge]), spoken.words)

    engines.speech().say = between_silence


def test_one_changed_passage_costs_one_chunk_and_moves_no_other(module, engines, author, quiet_edges):
    first = pipeline.finish(
        revise(module, "One stays.", "Two goes.", "Three stays.", user=author), engines=engines
    )
    encoded = engines.sound().encoded
    longer = "Two is new, and so much longer that everything after it begins later than it did."
    second = pipeline.finish(
        revise(module, "One stays.", longer, "Three stays.", user=author), engines=engines
    )
    assert engines.sound().encoded == encoded + 1
    assert len(set(chunks(second)) - set(chunks(first))) == 1
    run = StageRun.objects.get(production=second, stage="audio")
    assert (run.made, run.reused) == (1, len(chunks(second)) - 1)


def test_a_passage_is_encoded_again_when_what_is_heard_of_its_neighbour_changed(module, engines, author):
    """The fake voice is loud from its first sample: the passage before hears that, and the one after does not
    hear past the pause."""
    first = pipeline.finish(revise(module, "One.", "Two.", "Three.", user=author), engines=engines)
    say = engines.speech().say

    def other(text, **options):
        spoken = say(text, **options)
        return type(spoken)(spoken.samples * (0.5 if text.startswith("Another") else 1), spoken.words)

    engines.speech().say = other
    second = pipeline.finish(revise(module, "One.", "Another.", "Three.", user=author), engines=engines)
    changed = [before != after for before, after in zip(chunks(first), chunks(second), strict=True)]
    place = changed.index(True)
    assert changed[place : place + 3] == [True, True, False], (
        "the one before, the changed one, not the one after"
    )
    assert sum(changed) == 2


def test_every_passage_is_a_whole_number_of_aac_frames(made):
    for spoken in Artifact.objects.filter(stage="speech"):
        frames = spoken.meta["total"] * SAMPLE_RATE / AAC_FRAME
        assert frames == pytest.approx(round(frames), abs=1e-6)
        assert len(wave_file.read(spoken.file.path)) == round(frames) * AAC_FRAME


def test_a_programme_off_its_level_is_turned_up_or_down_as_a_whole(production, engines):
    engines.sound().loudness = -21.3
    production = pipeline.finish(production, engines=engines)
    assert production.state == State.AWAITING_REVIEW
    assert set(engines.sound().gains) == {0.0, 5.5}
    loudness = Artifact.objects.get(pk=production.outputs["audio"]).meta["loudness"]
    assert loudness["integrated"] == pytest.approx(-15.8, abs=0.1)


def test_a_programme_within_the_tolerance_is_left_alone(production, engines):
    engines.sound().loudness = -16.4
    pipeline.finish(production, engines=engines)
    assert set(engines.sound().gains) == {0.0}


def test_a_programme_that_no_gain_makes_loud_enough_is_refused_with_what_to_do(production, engines):
    chunk = engines.sound().chunk
    engines.sound().chunk = lambda *files, gain, **around: chunk(*files, gain=-70.0, **around)
    production = pipeline.finish(production, engines=engines)
    assert (production.state, production.reason_code) == (State.FAILED, "loudness")
    assert "Wanted: -16" in production.reason and "nearly silent" in production.reason
    assert Artifact.objects.filter(stage="chunk").exists(), "what was encoded is kept"


def test_what_was_measured_of_a_chunk_is_plain_json(made):
    for chunk in Artifact.objects.filter(stage="chunk"):
        json.dumps(chunk.meta, allow_nan=False)
