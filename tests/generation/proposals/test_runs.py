"""A lesson is read once, by one worker, and whatever goes wrong has a reason and another try."""

import datetime

import pytest
from celery import current_app
from django.utils import timezone
from kombu.exceptions import OperationalError

from generation import proposing, services, tasks
from generation.engines import registry
from generation.models import Proposal, ProposalRun, RunState
from generation.ports import EngineError
from generation.services import Refused
from tests import factories
from tests.generation.proposals.writers import BRIEF, Told, body, text_block

pytestmark = pytest.mark.django_db
GONE = timezone.now() - datetime.timedelta(hours=1)


def test_what_was_proposed_is_kept_with_its_sentence_and_who_wrote_it(read, writer):
    assert (read.state, read.engine, read.model) == (RunState.DONE, "Told 1", "none")
    first = read.proposals.get(kind="key_point")
    assert (first.sentence, first.block_id) == (BRIEF, body()[1]["id"])
    assert writer.read[0].title == read.module.title


def test_a_question_whose_key_is_not_in_its_sentence_is_never_kept(read):
    assert read.left_out == {"answer": 1}
    assert "sun" not in str(list(read.proposals.values_list("content", flat=True)))
    assert read.proposals.count() == 6


def test_asking_again_reads_nothing_again(read, lesson, author, writer):
    assert services.request_proposals(module=lesson, by=author) == read
    proposing.propose(read.pk, writer=writer)
    assert len(writer.read) == 1 and Proposal.objects.count() == 6


def test_a_lesson_that_changed_is_read_anew(read, lesson, author):
    draft = lesson.get_latest_revision_as_object()
    draft.body = draft.body.stream_block.to_python([*body(), text_block("third", "Light fades.")])
    draft.save_revision(user=author, clean=False)
    assert services.request_proposals(module=lesson, by=author) != read


def test_a_lesson_without_a_sentence_is_refused(course, author):
    empty = factories.module(course, owner=author, body=body()[:1], publish=False)
    with pytest.raises(Refused, match="Write a paragraph"):
        services.request_proposals(module=empty, by=author)


def test_what_an_engine_cannot_do_is_a_failed_run_that_can_be_tried_again(run, writer):
    proposing.propose(run.pk, writer=Told(error=EngineError("engine_missing", "No embeddings here.")))
    run.refresh_from_db()
    assert (run.state, run.reason) == (RunState.FAILED, "No embeddings here.")
    services.retry_run(run=run)
    proposing.propose(run.pk, writer=writer)
    run.refresh_from_db()
    assert run.state == RunState.DONE
    with pytest.raises(Refused, match="did not fail"):
        services.retry_run(run=run)


def test_asking_again_after_a_failure_tries_again(run, lesson, author):
    proposing.propose(run.pk, writer=Told(error=EngineError("engine_missing", "No.")))
    assert services.request_proposals(module=lesson, by=author).state == RunState.QUEUED


def test_what_nobody_foresaw_fails_with_a_number_and_is_raised(run):
    with pytest.raises(ZeroDivisionError):
        proposing.propose(run.pk, writer=Told(error=ZeroDivisionError()))
    run.refresh_from_db()
    assert run.state == RunState.FAILED and str(run.pk) in run.reason


def test_of_two_workers_one_reads(run):
    assert services.claim_run(run_id=run.pk) is not None
    assert services.claim_run(run_id=run.pk) is None


def test_a_worker_that_lost_its_lease_writes_nothing(run, writer):
    late = services.claim_run(run_id=run.pk)
    ProposalRun.objects.update(leased_until=GONE)
    proposing.propose(run.pk, writer=writer)
    with pytest.raises(services.LeaseLost):
        services.fail_run(run=late, code="late", reason="Late.")
    assert Proposal.objects.count() == 6
    run.refresh_from_db()
    assert run.state == RunState.DONE


def test_the_sweep_takes_up_what_a_killed_worker_left(run, monkeypatch):
    sent = []
    monkeypatch.setattr(current_app, "send_task", lambda name, args: sent.append((name, args)))
    services.claim_run(run_id=run.pk)
    assert services.take_up_runs() == []
    ProposalRun.objects.update(leased_until=GONE)
    assert services.take_up_runs() == [run.pk]
    assert services.take_up_runs() == []


def test_a_lesson_that_kills_its_workers_is_left_alone(run):
    for _ in range(4):
        services.claim_run(run_id=run.pk)
        ProposalRun.objects.update(leased_until=GONE)
    run.refresh_from_db()
    assert (run.state, run.reason_code) == (RunState.FAILED, "worker_lost")


def test_a_queue_that_is_away_holds_nobody_up(
    lesson, author, monkeypatch, django_capture_on_commit_callbacks
):
    def away(*args, **kwargs):
        raise OperationalError("away")

    monkeypatch.setattr(current_app, "send_task", away)
    with django_capture_on_commit_callbacks(execute=True):
        run = services.request_proposals(module=lesson, by=author)
    assert run.state == RunState.QUEUED and services.take_up_runs() == [run.pk]


def test_the_task_reads_with_the_writer_of_the_settings_on_the_queue_of_texts(run, writer, monkeypatch):
    monkeypatch.setattr(registry, "writer", lambda: writer)
    tasks.propose(str(run.pk))
    run.refresh_from_db()
    assert run.state == RunState.DONE
    assert current_app.conf.task_routes["generation.propose"] == {"queue": "text"}
