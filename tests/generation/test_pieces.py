"""One lesson shared by several workers: a row a piece, no worker waits for another, nothing made twice."""

import datetime
import uuid

import pytest
from celery import current_app
from django.utils import timezone

from generation import piecework, pipeline, services, tasks
from generation.models import Artifact, Event, EventKind, PieceWork, Priority, Production, StageRun, State
from generation.ports import EngineError
from tests.generation.test_at_once import at_once
from tests.generation.test_pipeline import revise

pytestmark = pytest.mark.django_db
ALL = {"default", "text", "speech", "media"}
AN_HOUR = datetime.timedelta(hours=1)
WORDS = ["One stays.", "Two goes.", "Three stays.", "Four waits.", "Five ends."]


@pytest.fixture
def production(module, author):
    return revise(module, *WORDS, user=author)


def handed_out(production, engines, serves=ALL):
    """The rows of the first stage that is handed out."""
    while pipeline.advance(production.pk, engines=engines, serves=serves):
        pass
    return list(PieceWork.objects.filter(production=production))


def make(row, engines, worker="one"):
    return piecework.make_piece(row.pk, worker=worker, engines=engines)


def to_the_end(production, engines, workers=("one", "two")):
    for _ in range(20):
        rows = handed_out(production, engines)
        if not rows:
            return Production.objects.get(pk=production.pk)
        for number, row in enumerate(rows):
            make(row, engines, workers[number % len(workers)])
    raise AssertionError("It does not come to an end.")


def test_several_workers_make_one_lesson_and_its_stages_say_who(production, engines):
    made = to_the_end(production, engines)
    assert made.state == State.AWAITING_REVIEW
    speech = StageRun.objects.get(production=production, stage="narration")
    assert set(speech.workers) == {"one", "two"}
    spoken = Artifact.objects.get(pk=made.outputs["narration"]).parts
    assert sum(speech.workers.values()) == speech.made == len(set(spoken))
    assert speech.reused == 0 and speech.cpu_seconds > 0
    assert not PieceWork.objects.exists()


def test_what_many_made_is_what_one_would_have_made(production, engines, module, author):
    outputs = to_the_end(production, engines).outputs
    production.revision.refresh_from_db()
    services.rebuild(production=Production.objects.get(pk=production.pk))
    assert pipeline.finish(production, engines=engines).outputs == outputs


def test_a_production_waits_for_its_last_piece(production, engines):
    *others, last = handed_out(production, engines)
    for row in others:
        make(row, engines)
    assert not Production.objects.claimable().filter(pk=production.pk).exists()
    assert services.claim(production_id=production.pk) is None
    make(last, engines)
    waiting = Production.objects.get(pk=production.pk)
    assert waiting.done == waiting.total
    assert services.claim(production_id=production.pk) is not None


def test_a_worker_without_the_voices_hands_even_one_passage_over(module, author, engines):
    pipeline.finish(revise(module, *WORDS, user=author), engines=engines)
    changed = revise(module, *WORDS[:-1], "Five is new.", user=author)
    (row,) = handed_out(changed, engines, serves={"media"})
    assert (row.kind, row.queue) == ("speech", "speech")


def test_few_pieces_are_made_where_the_stage_is(module, author, engines):
    pipeline.finish(revise(module, *WORDS, user=author), engines=engines)
    changed = revise(module, *WORDS[:-1], "Five is new.", user=author)
    assert handed_out(changed, engines) == []
    assert Production.objects.get(pk=changed.pk).state == State.AWAITING_REVIEW


def test_a_piece_that_cannot_be_made_fails_the_lesson_with_its_reason_and_a_retry_resumes(
    production, engines
):
    rows = handed_out(production, engines)
    make(rows[0], engines)
    engines.speech().fails_at = "Four"
    for row in rows[1:]:
        make(row, engines)
    failed = Production.objects.get(pk=production.pk)
    assert (failed.state, failed.reason_code) == (State.FAILED, "speech_failed")
    assert not PieceWork.objects.exists()
    said = list(engines.speech().said)
    engines.speech().fails_at = ""
    services.retry(production=failed)
    assert to_the_end(failed, engines).state == State.AWAITING_REVIEW
    again = engines.speech().said[len(said) :]
    assert not set(again) & set(said), "nothing that was spoken is spoken again"


def test_a_piece_of_a_worker_that_fell_silent_is_taken_up_again(production, engines):
    row = handed_out(production, engines)[0]
    services.claim_piece(piece_id=row.pk, worker="doomed")
    PieceWork.objects.update(nudged_at=timezone.now() - AN_HOUR)
    [(queue, since)] = services.take_up_pieces()
    assert row.pk not in dict(services.find_lost_pieces(queue=queue, since=since)), "its lease still runs"
    PieceWork.objects.filter(pk=row.pk).update(leased_until=timezone.now() - AN_HOUR)
    [(queue, since)] = services.take_up_pieces()
    assert (row.pk, queue) in services.find_lost_pieces(queue=queue, since=since)
    assert make(row, engines)
    assert PieceWork.objects.get(pk=row.pk).worker == "one"
    assert Event.objects.filter(production=production, kind=EventKind.RESUMED).count() == 1


def test_pieces_that_wait_for_a_busy_worker_cost_their_queue_one_question_a_minute(production, engines):
    handed_out(production, engines)
    assert services.take_up_pieces() == [], "they were told of just now"
    PieceWork.objects.update(nudged_at=timezone.now() - AN_HOUR)
    assert [queue for queue, _ in services.take_up_pieces()] == ["speech"]
    assert services.take_up_pieces() == [], "fifteen seconds later"


@pytest.fixture
def sent(monkeypatch, django_capture_on_commit_callbacks):
    """What a piece of work sends to the queues: (task, arguments, queue) of each message."""

    def of(work):
        messages = []
        with monkeypatch.context() as patch, django_capture_on_commit_callbacks(execute=True):
            patch.setattr(
                current_app, "send_task", lambda name, args, queue=None: messages.append((name, args, queue))
            )
            work()
        return messages

    return of


def test_pieces_whose_messages_were_lost_are_told_of_again_once(production, engines, sent):
    rows = handed_out(production, engines)
    PieceWork.objects.update(nudged_at=timezone.now() - AN_HOUR)
    [(task, question, queue)] = sent(tasks.sweep)
    assert (task, queue) == ("generation.find_lost_pieces", "speech")
    make(rows[0], engines)
    # Whoever reads the question has read all that lay in the queue before it.
    again = sent(lambda: tasks.find_lost_pieces(*question))
    assert again == [("generation.make_piece", [row.pk, "speech"], "speech") for row in rows[1:]]
    assert sent(lambda: tasks.find_lost_pieces(*question)) == [], "those are on their way"


def test_a_piece_that_kills_every_worker_fails_the_lesson(production, engines):
    row = handed_out(production, engines)[0]
    PieceWork.objects.filter(pk=row.pk).update(
        lost=4, lease=row.production_id, leased_until=timezone.now() - AN_HOUR
    )
    PieceWork.objects.exclude(pk=row.pk).update(finished_at=timezone.now())
    assert not make(row, engines)
    assert Production.objects.get(pk=production.pk).reason_code == "worker_lost"


def test_a_piece_another_lesson_has_had_made_meanwhile_is_not_made_again(production, engines):
    row = handed_out(production, engines)[0]
    make(row, engines)
    said = len(engines.speech().said)
    PieceWork.objects.filter(pk=row.pk).update(finished_at=None, lease=None, leased_until=None)
    assert make(row, engines)
    assert len(engines.speech().said) == said


def test_a_worker_that_lost_its_piece_changes_nothing(production, engines):
    row = handed_out(production, engines)[0]
    slow = services.claim_piece(piece_id=row.pk, worker="slow")
    PieceWork.objects.filter(pk=slow.pk).update(lease=production.pk)
    with pytest.raises(services.LeaseLost):
        services.finish_piece(piece=slow, cost=services.Cost(1, 1, 0))
    services.fail_piece(piece=slow, code="speech_failed", reason="Too late.")
    assert Production.objects.get(pk=production.pk).state == State.RUNNING


def test_the_more_urgent_lesson_goes_first(production, engines, draft):
    rows = handed_out(production, engines)
    urgent = services.request_production(module=draft, revision=draft.latest_revision)
    Production.objects.filter(pk=urgent.pk).update(priority=Priority.FIRST)
    assert services.most_urgent(production_id=production.pk) == urgent.pk
    handed_out(urgent, engines)
    piece = services.claim_piece(piece_id=rows[0].pk, worker="one")
    assert piece.production_id == urgent.pk


def test_who_was_asked_for_a_piece_that_is_gone_makes_one_that_waits_in_its_queue(production, engines):
    rows = handed_out(production, engines)
    gone = rows[0].pk
    PieceWork.objects.filter(pk=gone).delete()
    assert piecework.make_piece(gone, worker="one", queue="speech", engines=engines)
    assert PieceWork.objects.filter(finished_at__isnull=False).count() == 1
    assert services.claim_piece(piece_id=gone, worker="one", queue="media") is None


def test_who_lost_a_lesson_takes_no_pieces_from_who_has_it_now(production, engines):
    def taken_over(stage, done, total):
        if stage == "narration" and done == total and not PieceWork.objects.exists():
            Production.objects.filter(pk=production.pk).update(lease=uuid.uuid4())
            facts = {"kind": "speech", "queue": "speech", "spec": {}}
            PieceWork.objects.create(production=production, stage=stage, number=0, digest="1", **facts)

    pipeline.finish(production, engines=engines, report=taken_over)
    assert PieceWork.objects.count() == 1
    assert not StageRun.objects.filter(production=production, stage="narration").exists()


def test_something_a_piece_is_made_of_that_is_gone_is_told_in_words(production, engines):
    while not (rows := handed_out(production, engines)) or rows[0].kind == "speech":
        for row in rows:
            make(row, engines)
    Artifact.objects.filter(stage="speech").delete()
    make(rows[0], engines)
    failed = Production.objects.get(pk=production.pk)
    assert failed.reason_code == "piece_gone" and "Try again" in failed.reason
    services.retry(production=failed)
    assert to_the_end(failed, engines).state == State.AWAITING_REVIEW


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_hold_the_same_piece_and_the_last_of_them_brings_the_lesson_back(
    production, engines
):
    rows = handed_out(production, engines)

    def claim():
        return services.claim_piece(piece_id=rows[0].pk, worker="any")

    held = at_once(*[claim] * 3)
    assert len({one.pk for one in held if one}) == len([one for one in held if one])
    for row in rows:
        make(row, engines)
    PieceWork.objects.filter(finished_at__isnull=True).update(leased_until=timezone.now() - AN_HOUR)
    for row in rows:
        make(row, engines)
    assert services.claim(production_id=production.pk) is not None


def test_an_engine_error_keeps_its_own_words(production, engines):
    engines.speech().fails_at, engines.speech().error = "Two", EngineError("voice_missing", "Name a voice.")
    for row in handed_out(production, engines):
        make(row, engines)
    assert Production.objects.get(pk=production.pk).reason == "Name a voice."
