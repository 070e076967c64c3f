import datetime
import errno

import pytest
from django.utils import timezone

from courses.models import MediaSet, SpokenSeconds
from courses.queries import clock
from generation import pipeline, services
from generation.models import Artifact, Production, StageRun, State, production_storage
from generation.ports import EngineError
from generation.queries import script_of
from generation.stages import STAGES
from tests import factories
from tests.lesson import block, single

pytestmark = pytest.mark.django_db


def body(*paragraphs: str) -> list[dict]:
    return [block("rich_text", {"text": f"<p>{text}</p>", "purpose": "teach"}, text) for text in paragraphs]


def revise(module, *paragraphs, user=None):
    module = module.specific_class.objects.get(pk=module.pk)
    module.body = module.body.stream_block.to_python([*body(*paragraphs), single()])
    revision = module.save_revision(user=user)
    revision.publish(user=user)
    return Production.objects.get(revision=revision)


def test_publishing_a_module_starts_one_production(module):
    production = Production.objects.get(module=module)
    assert (production.state, production.revision_id) == (State.QUEUED, module.live_revision_id)


def test_every_call_makes_one_stage_until_a_person_must_look(production, engines):
    calls = 0
    while pipeline.advance(production.pk, engines=engines):
        calls += 1
    production.refresh_from_db()
    assert production.state == State.AWAITING_REVIEW
    assert calls == len(STAGES)
    assert [run.stage for run in StageRun.objects.filter(production=production)] == [
        stage.name for stage in STAGES
    ]
    assert set(production.outputs) == {stage.name for stage in STAGES}


def test_a_production_in_other_hands_is_left_alone(production, engines):
    services.claim(production_id=production.pk)
    assert pipeline.advance(production.pk, engines=engines) is False
    assert engines.speech().said == []


def test_nothing_is_made_twice_after_a_crash_between_passages(production, engines):
    speech = engines.speech()
    speech.fails_at, speech.error = "gaffer", RuntimeError("killed")
    with pytest.raises(RuntimeError):
        pipeline.finish(production, engines=engines)
    spoken = Artifact.objects.filter(stage="speech")
    before = dict(spoken.values_list("digest", "created_at"))
    assert before
    production.refresh_from_db()
    assert (production.state, production.reason_code) == (State.FAILED, "unexpected")
    assert str(production.pk) in production.reason
    speech.fails_at = ""
    services.retry(production=production)
    production = pipeline.finish(production, engines=engines)
    assert production.state == State.AWAITING_REVIEW
    parts = Artifact.objects.get(pk=production.outputs["narration"]).parts
    assert len(set(parts)) == len(script_of(production)) > len(before)
    assert before.items() <= dict(spoken.values_list("digest", "created_at")).items(), "made anew"


def test_one_changed_paragraph_costs_one_passage_of_everything(module, engines, author):
    first = revise(module, "The first stays.", "The second goes.", "The third stays.", user=author)
    pipeline.finish(first, engines=engines)
    said, drawn, segments = len(engines.speech().said), len(engines.slides().drawn), engines.video().segments
    second = revise(module, "The first stays.", "The second is new.", "The third stays.", user=author)
    pipeline.finish(second, engines=engines)
    assert engines.speech().said[said:] == ["The second is new."]
    assert len(engines.slides().drawn) == drawn + 1
    assert engines.video().segments == segments + 1
    run = StageRun.objects.get(production=second, stage="narration")
    assert (run.made, run.reused) == (1, drawn - 1)


def test_a_renamed_engine_makes_its_own_work_again_and_no_other(production, engines):
    pipeline.finish(production, engines=engines)
    said, drawn = len(engines.speech().said), len(engines.slides().drawn)
    engines.slides().version = "2"
    services.rebuild(production=production)
    pipeline.finish(production, engines=engines)
    assert len(engines.speech().said) == said
    assert len(engines.slides().drawn) == 2 * drawn


def test_an_artifact_whose_file_vanished_is_made_again(made, engines):
    speech = Artifact.objects.filter(stage="speech").first()
    production_storage().delete(speech.file.name)
    said = len(engines.speech().said)
    services.rebuild(production=made)
    pipeline.finish(made, engines=engines)
    assert len(engines.speech().said) > said
    assert production_storage().exists(speech.file.name)


def test_failed_speech_is_a_failed_production_with_its_reason(production, engines):
    engines.speech().fails_at = "gaffer"
    production = pipeline.finish(production, engines=engines)
    assert (production.state, production.reason_code) == (State.FAILED, "speech_failed")
    assert production.reason == "The voice did not speak."
    assert not production.made


def test_a_full_disk_is_said_plainly_and_loses_nothing(production, engines):
    speech = engines.speech()
    speech.fails_at, speech.error = "gaffer", OSError(errno.ENOSPC, "No space left on device")
    production = pipeline.finish(production, engines=engines)
    assert (production.state, production.reason_code) == (State.FAILED, "disk_full")
    assert Artifact.objects.filter(stage="speech").exists()


def test_a_missing_engine_fails_the_production_with_what_to_do(production, engines):
    def gone():
        raise EngineError("engine_missing", "Install the worker extra.")

    engines.video = gone
    production = pipeline.finish(production, engines=engines)
    assert (production.state, production.reason) == (State.FAILED, "Install the worker extra.")


def test_a_broken_picture_fails_the_production_and_names_it(production, engines, module):
    image = next(child.value["image"] for child in module.body if child.block_type == "image")
    with image.file.storage.open(image.file.name, "wb") as file:
        file.write(b"no picture")
    production = pipeline.finish(production, engines=engines)
    assert production.reason_code == "image_missing"
    assert image.title in production.reason


@pytest.mark.parametrize(("paragraphs", "code"), [((), "empty"), (("…",), "nothing_to_say")])
def test_a_module_without_words_is_refused_with_the_reason(course, author, engines, paragraphs, code):
    draft = factories.module(course, owner=author, body=body(*paragraphs), publish=False)
    production = services.request_production(module=draft, revision=draft.latest_revision, by=author)
    production = pipeline.finish(production, engines=engines)
    assert (production.state, production.reason_code) == (State.FAILED, code)


def test_a_text_too_long_for_the_clock_is_refused_before_anything_is_made(course, author, engines):
    draft = factories.module(course, owner=author, body=body("A word or two. " * 1000), publish=False)
    production = services.request_production(module=draft, revision=draft.latest_revision, by=author)
    production = pipeline.finish(production, engines=engines)
    assert production.reason_code == "too_long"
    assert engines.speech().said == []


def test_media_that_run_past_fifteen_minutes_are_not_attached(production, engines):
    engines.speech().seconds_a_word = 12.0
    production = pipeline.finish(production, engines=engines)
    assert (production.state, production.reason_code) == (State.FAILED, "too_long")
    assert "past fifteen minutes" in production.reason
    assert engines.video().segments == 0
    assert not MediaSet.objects.exists()


def test_the_clock_learns_what_was_measured(production, engines, module):
    before = clock(module).formats["watch"]
    pipeline.finish(production, engines=engines)
    assert SpokenSeconds.objects.exists()
    assert clock(module).formats["watch"] < before


def test_a_lost_lease_stops_the_work_and_changes_nothing(production, engines):
    def superseded_meanwhile(stage, done, total):
        Production.objects.filter(pk=production.pk).update(
            state=State.SUPERSEDED, lease=None, leased_until=None
        )

    pipeline.finish(production, engines=engines, report=superseded_meanwhile)
    production.refresh_from_db()
    assert (production.state, production.reason) == (State.SUPERSEDED, "")


def test_the_sweep_takes_up_an_expired_lease_and_leaves_a_held_one(module, production, course, author):
    held = factories.module(course, owner=author, title="Held", slug="held").productions.get()
    services.claim(production_id=held.pk)
    services.claim(production_id=production.pk)
    Production.objects.filter(pk=production.pk).update(
        leased_until=timezone.now() - datetime.timedelta(seconds=1)
    )
    assert services.take_up() == [production.pk]
    assert services.take_up() == [], "it was nudged a moment ago"


def test_an_expired_lease_can_be_claimed_by_another_worker(production, engines):
    services.claim(production_id=production.pk)
    Production.objects.filter(pk=production.pk).update(
        leased_until=timezone.now() - datetime.timedelta(seconds=1)
    )
    assert pipeline.finish(production, engines=engines).state == State.AWAITING_REVIEW
