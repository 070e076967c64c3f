"""The machine fails at the last stages, a preview and a record: each says so, and the next try goes on."""

import errno

import pytest

from courses.stores import StoreAway
from generation import measuring, pipeline, previewing, services, store
from generation.engines import registry
from generation.models import Artifact, ClipRecord, Preview, RunState, State
from generation.models.record import RecordState
from tests import clips
from tests.generation import fakes
from tests.kills.line import finished

pytestmark = pytest.mark.django_db
FAULTS = {
    "disk_full": OSError(errno.ENOSPC, "No space left on device"),
    "cannot_write": OSError(errno.EROFS, "Read-only file system", "/srv/productions"),
    "store_away": StoreAway("The store of pictures and media does not answer."),
}
WHERE = [
    ("cover", "draw"),
    ("scenes", "scene"),
    ("seal", "seal"),
    ("reference", "pdf"),
    ("vertical", "render"),
]


def failing(error):
    def fails(*args, **kwargs):
        raise error

    return fails


@pytest.mark.parametrize(("engine", "method"), WHERE)
def test_each_fault_at_a_stage_has_its_own_code_and_nothing_is_made_twice(
    production, engines, engine, method, monkeypatch
):
    tried = getattr(engines, engine)()
    for code, error in FAULTS.items():
        with monkeypatch.context() as broken:
            broken.setattr(tried, method, failing(error))
            failed = pipeline.finish(production, engines=engines)
        assert (failed.state, failed.reason_code) == (State.FAILED, code)
        before = finished()
        services.retry(production=failed)
    made = pipeline.finish(production, engines=engines)
    assert made.state == State.AWAITING_REVIEW
    assert before.items() <= finished().items()
    spoken = Artifact.objects.filter(stage="speech").values_list("meta", flat=True)
    assert len(engines.speech().said) == sum(len({word[0] for word in meta["words"]}) for meta in spoken)


@pytest.mark.parametrize("code", FAULTS)
def test_a_preview_that_cannot_be_kept_says_why_and_is_spoken_when_asked_for_again(code, monkeypatch):
    asked = {"term": "DaVinci", "said_as": "da vinchy", "ipa": "", "locale": ""}
    preview = services.request_preview(asked=asked)
    with monkeypatch.context() as broken:
        broken.setattr(store, "keep", failing(FAULTS[code]))
        previewing.speak_preview(preview.pk, speech=fakes.Speech())
    preview.refresh_from_db()
    assert (preview.state, preview.reason_code) == (RunState.FAILED, code)
    services.request_preview(asked=asked)
    previewing.speak_preview(preview.pk, speech=fakes.Speech())
    assert Preview.objects.get().state == RunState.DONE


@pytest.mark.parametrize("code", FAULTS)
def test_a_clip_that_the_machine_cannot_measure_says_why_and_is_measured_on_the_next_try(code, monkeypatch):
    clips.clip()
    services.enter_records()
    record = ClipRecord.objects.get()
    with monkeypatch.context() as broken:
        broken.setattr(registry, "measure", failing(FAULTS[code]))
        measuring.measure(record.pk)
    record.refresh_from_db()
    assert (record.state, record.reason_code) == (RecordState.FAILED, code)
    services.retry_record(record=record)
    measuring.measure(record.pk)
    record.refresh_from_db()
    assert record.state == RecordState.DONE
