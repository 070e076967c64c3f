"""Where the line seals: the files that people get, at their last step, and nothing before it."""

import pytest

from generation import pipeline, services
from generation.models import Artifact
from generation.queries import outputs_of
from generation.stages.contract import Context, Made, Source
from generation.stages.sealing import origin


@pytest.mark.django_db
def test_every_file_that_people_keep_is_sealed_with_its_lesson_and_revision(made, engines):
    told = {origin.kind: origin for origin in engines.seal().sealed}
    assert {"audio", "video", "reference"} <= set(told)
    for kind in ("audio", "video", "reference"):
        assert (told[kind].module, told[kind].revision) == ("light", str(made.revision_id))
        assert told[kind].digest == made.outputs[kind]
    assert told["video"].engines == {
        "narration": "Fake voice 1",
        "slides": "Fake slides 1",
        "audio": "Fake coder 1",
        "video": "Fake film 1",
    }
    assert "slides" not in told["audio"].engines


def test_a_seal_names_what_made_its_own_file_and_no_model_whose_words_are_not_in_it(engines, tmp_path):
    engines.vertical().name = "Fake upright"
    context = Context(Source("Light", "", "", (), ()), engines, None, tmp_path)
    for stage in ("script", "narration", "slides", "audio"):
        context.results[stage] = Made(stage, stage, engine=f"{stage} 1")
    named = {
        kind: origin(context, kind=kind, digest="", engine="last 1").engines
        for kind in ("video", "recap", "reference")
    }
    assert named["video"]["script"] == "script 1" and named["video"]["slides"] == "slides 1"
    assert named["recap"] == {
        "narration": "narration 1",
        "slides": "Fake upright 1",
        "audio": "Fake coder 1",
        "recap": "last 1",
    }
    assert named["reference"] == {"reference": "last 1"}


@pytest.mark.django_db
def test_another_certificate_joins_again_and_speaks_and_draws_nothing(made, engines):
    before = outputs_of(made)
    said, drawn, chunks, segments = (
        len(engines.speech().said),
        len(engines.slides().drawn),
        engines.sound().encoded,
        engines.video().segments,
    )
    engines.seal().identity = "renewed"
    services.rebuild(production=made, by=made.revision.user or made.requested_by)
    again = outputs_of(pipeline.finish(made, engines=engines))
    changed = {stage for stage in before if before[stage].pk != again[stage].pk}
    assert {"audio", "video", "reference"} <= changed
    assert not changed & {"script", "narration", "captions", "slides"}
    assert (len(engines.speech().said), len(engines.slides().drawn)) == (said, drawn)
    assert (engines.sound().encoded, engines.video().segments) == (chunks, segments)
    assert Artifact.objects.filter(stage="audio").count() == 2
