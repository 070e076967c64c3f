"""What happens to a production when the machine under it, or somebody else, gets in its way."""

import datetime
import errno
import threading

import pytest
from django.core.management import call_command
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from courses.models import MediaSet
from generation import lease, pipeline, services, source, store
from generation.engines import espeak_library
from generation.engines.espeak import ESpeak
from generation.engines.scenes import MovingScenes
from generation.models import Artifact, Production, State, production_storage
from generation.ports import EngineError
from generation.queries import script_of, was_approved

pytestmark = pytest.mark.django_db


def full_disk(*args, **kwargs):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_media_mended_after_an_approval_do_not_pass_for_approved(approved, engines, author, module):
    passage = script_of(approved)[1]
    words = ["Other words than those that were approved."] * len(passage["lines"])
    services.mend(production=approved, by=author, source=passage["source"], lines=words)

    def fails(*args, **kwargs):
        raise EngineError("ffmpeg_failed", "It failed.")

    engines.video().join = fails
    halfway = pipeline.finish(approved, engines=engines)
    assert halfway.state == State.FAILED
    assert not was_approved(module, {stage: halfway.outputs[stage] for stage in ("captions", "audio")})


def test_no_room_for_scratch_files_is_a_failed_production_too(production, engines, monkeypatch):
    monkeypatch.setattr(pipeline, "scratch_folder", full_disk)
    assert pipeline.finish(production, engines=engines).reason_code == "disk_full"


def test_a_store_that_may_not_be_written_is_named(production, engines, monkeypatch):
    def forbidden(storage, name, source):
        raise PermissionError(errno.EACCES, "Permission denied", "/srv/productions/ab")

    monkeypatch.setattr(store, "keep", forbidden)
    production = pipeline.finish(production, engines=engines)
    assert production.reason_code == "cannot_write"
    assert "/srv/productions/ab" in production.reason


def test_a_full_disk_is_not_taken_for_a_broken_picture(production, engines, monkeypatch):
    monkeypatch.setattr(source.Pillow, "open", full_disk)
    assert pipeline.finish(production, engines=engines).reason_code == "disk_full"


def test_an_artifact_whose_file_was_cut_off_is_made_again(made, engines):
    speech = Artifact.objects.filter(stage="speech").first()
    path = production_storage().path(speech.file.name)
    with open(path, "r+b") as file:
        file.truncate(speech.size // 2)
    services.rebuild(production=made)
    pipeline.finish(made, engines=engines)
    assert production_storage().size(speech.file.name) == speech.size


def test_a_program_that_is_no_ffmpeg_is_a_missing_engine(production, engines):
    engines.scenes = lambda: MovingScenes("/bin/true")
    production = pipeline.finish(production, engines=engines)
    assert production.reason_code == "engine_missing"
    assert "GREENROOM_FFMPEG" in production.reason


def test_a_voice_that_cannot_be_loaded_is_a_missing_engine(production, engines, monkeypatch):
    espeak_library.library.cache_clear()
    monkeypatch.setattr(espeak_library.espeakng_loader, "get_library_path", lambda: "/nowhere/libespeak.so")
    engines.speech = ESpeak
    production = pipeline.finish(production, engines=engines)
    assert production.reason_code == "engine_missing"
    assert "espeakng-loader" in production.reason


def test_work_that_kills_every_worker_ends_with_its_reason(production, engines):
    claims = 0
    while services.claim(production_id=production.pk):
        claims += 1
        Production.objects.update(leased_until=timezone.now() - datetime.timedelta(seconds=1))
        assert claims < 20
    production.refresh_from_db()
    assert (production.state, production.reason_code) == (State.FAILED, "worker_lost")
    services.retry(production=production)
    assert pipeline.finish(production, engines=engines).state == State.AWAITING_REVIEW


def test_a_finished_stage_forgives_the_workers_lost_before_it(production, engines):
    services.claim(production_id=production.pk)
    Production.objects.update(leased_until=timezone.now() - datetime.timedelta(seconds=1))
    pipeline.advance(production.pk, engines=engines)
    services.claim(production_id=production.pk)
    production.refresh_from_db()
    assert production.lost == 0


def test_a_module_deleted_while_it_is_spoken_leaves_nothing_behind(production, engines, module):
    def delete_meanwhile(stage, done, total):
        if stage == "narration" and done:
            module.delete()

    while pipeline.advance(production.pk, engines=engines, report=delete_meanwhile):
        pass
    assert not Production.objects.exists()


def test_purging_old_revisions_keeps_what_learners_watch(approved, module):
    newer = type(module).objects.get(pk=module.pk)
    for _ in range(2):
        newer.save_revision()
    call_command("purge_revisions")
    assert Production.objects.filter(pk=approved.pk).exists()
    assert MediaSet.objects.filter(revision=approved.revision).exists()


def test_a_database_that_stumbles_once_does_not_cost_the_lease(production, monkeypatch):
    renewed, answers = threading.Event(), iter([OperationalError("database is locked")])

    def stumbles(*, production):
        if error := next(answers, None):
            raise error
        renewed.set()

    monkeypatch.setattr(lease, "EVERY", 0.01)
    monkeypatch.setattr(lease, "renew", stumbles)
    with lease.Lease(production):
        assert renewed.wait(5)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "error", [OperationalError("server closed the connection"), InterfaceError("closed")]
)
def test_a_database_that_goes_away_fails_nothing(production, engines, error):
    speech = engines.speech()
    speech.fails_at, speech.error = "gaffer", error
    halfway = pipeline.finish(production, engines=engines)
    assert (halfway.state, halfway.reason) == (State.RUNNING, ""), "its lease runs out, and the sweep comes"
    speech.fails_at = ""
    Production.objects.update(leased_until=timezone.now() - datetime.timedelta(seconds=1))
    assert pipeline.finish(production, engines=engines).state == State.AWAITING_REVIEW
