"""A row that a worker takes up, and what becomes of it."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from generation.engines import registry
from generation.ports import EngineError
from labs.contract import Refused
from labs.models import Training, TrainingState
from labs.services import nudge_if_quiet, request_training, train
from labs.tasks import sweep_trainings
from tests.labs.training_room.making import at, send, trained

LONG_AGO = datetime.timedelta(hours=1)


@pytest.fixture
def labelled(run):
    """A run that waits for its model."""
    send(run)
    send(run)
    return run


@pytest.fixture
def live(browser, labelled):
    return lambda **seen: browser.get(reverse("labs:training_room_live", args=[labelled.pk]), seen).text


def test_a_model_is_asked_for_once_and_the_page_waits_for_it(
    browser, labelled, live, told, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            answer = browser.post(reverse("labs:training_room_train", args=[labelled.pk]))
            assert answer.status_code == 302
    row = Training.objects.get()
    assert told == [("labs.train", [row.pk])]
    assert "It waits its turn." in live() and 'hx-trigger="every 1s"' in live()
    train(training_id=row.pk)
    assert "Train on 10 lines" in live() and "hx-get" not in live()


def test_while_nothing_changes_nothing_is_swapped_and_what_is_new_comes_once(browser, labelled, live):
    def asked(seen):
        return browser.get(reverse("labs:training_room_live", args=[labelled.pk]), {"seen": seen})

    row = request_training(run=labelled)
    assert asked("queued").status_code == 204
    Training.objects.update(state=TrainingState.RUNNING, leased_until=timezone.now() + LONG_AGO)
    notice = asked("queued")
    assert "It is training." in notice.text and "?seen=running" in notice.text
    assert "<h2" not in notice.text and "HX-Retarget" not in notice
    assert asked("running").status_code == 204
    Training.objects.update(state=TrainingState.QUEUED, leased_until=None)
    train(training_id=row.pk)
    whole = asked("running")
    assert whole["HX-Retarget"] == "#stage"
    assert '<h2 id="learned" tabindex="-1" autofocus>' in whole.text
    desk = browser.get(reverse("labs:desk", args=[labelled.pk])).text
    assert '<h2 id="learned">' in desk


def test_one_that_nobody_takes_up_says_so_and_may_be_asked_for_again_without_a_script(
    browser, labelled, told, django_capture_on_commit_callbacks
):
    row = request_training(run=labelled)
    desk = reverse("labs:desk", args=[labelled.pk])
    assert "Ask again" not in browser.get(desk).text
    Training.objects.update(created_at=timezone.now() - LONG_AGO, nudged_at=timezone.now() - LONG_AGO)
    late = browser.get(desk).text
    assert "Nobody has taken it up yet." in late and "Ask again" in late and "worker" not in late
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            browser.post(reverse("labs:training_room_train", args=[labelled.pk]))
    assert told == [("labs.train", [row.pk])]


def test_the_sweep_tells_the_queue_of_what_nobody_works_on_though_nobody_looks(
    labelled, told, django_capture_on_commit_callbacks
):
    row = request_training(run=labelled)
    with django_capture_on_commit_callbacks(execute=True):
        sweep_trainings()
        assert told == []
        Training.objects.update(nudged_at=timezone.now() - LONG_AGO)
        sweep_trainings()
        sweep_trainings()
    assert told == [("labs.train", [row.pk])]


def test_a_queue_that_lost_the_message_is_told_again_but_not_all_the_time(
    labelled, live, told, django_capture_on_commit_callbacks
):
    row = request_training(run=labelled)
    with django_capture_on_commit_callbacks(execute=True):
        live()
        assert told == []
        Training.objects.update(nudged_at=timezone.now() - LONG_AGO)
        live()
        live()
    assert told == [("labs.train", [row.pk])]


def test_what_a_worker_holds_is_not_taken_up_by_another(labelled, told, django_capture_on_commit_callbacks):
    row = request_training(run=labelled)
    held = {"state": TrainingState.RUNNING, "leased_until": timezone.now() + LONG_AGO}
    Training.objects.update(**held, nudged_at=timezone.now() - LONG_AGO)
    with django_capture_on_commit_callbacks(execute=True):
        nudge_if_quiet(training=row)
    train(training_id=row.pk)
    row.refresh_from_db()
    assert row.state == TrainingState.RUNNING and told == []


def test_what_a_worker_dropped_is_taken_up_again_and_left_alone_after_the_third_time(labelled):
    row = request_training(run=labelled)
    dropped = {"state": TrainingState.RUNNING, "leased_until": timezone.now() - LONG_AGO}
    Training.objects.update(**dropped, lost=1)
    train(training_id=row.pk)
    row.refresh_from_db()
    assert row.is_done
    Training.objects.update(**dropped, lost=2)
    train(training_id=row.pk)
    row.refresh_from_db()
    assert (row.state, row.problem_code) == (TrainingState.FAILED, "worker_lost")


def test_a_worker_that_was_overtaken_writes_nothing(labelled, monkeypatch):
    row = request_training(run=labelled)

    def overtaken():
        Training.objects.update(lease="00000000-0000-0000-0000-000000000001")
        raise EngineError("engine_missing", "Too late.")

    monkeypatch.setattr(registry, "embedder", overtaken)
    train(training_id=row.pk)
    row.refresh_from_db()
    assert row.state == TrainingState.RUNNING and row.problem == ""


def test_a_machine_without_embeddings_says_so_and_one_may_try_again(browser, labelled, live, monkeypatch):
    def missing():
        raise EngineError("engine_missing", "This machine has no embeddings.")

    embedder = registry.embedder
    monkeypatch.setattr(registry, "embedder", missing)
    assert trained(labelled).has_failed
    assert "This machine has no embeddings." in live() and "Try again" in live()
    monkeypatch.setattr(registry, "embedder", embedder)
    assert trained(labelled).is_done
    assert Training.objects.count() == 1


def test_what_nobody_foresaw_is_told_and_raised(labelled, monkeypatch):
    def broken():
        raise ZeroDivisionError

    monkeypatch.setattr(registry, "classifier", broken)
    row = request_training(run=labelled)
    with pytest.raises(ZeroDivisionError):
        train(training_id=row.pk)
    row.refresh_from_db()
    assert row.problem_code == "unexpected" and "are kept: try again" in row.problem


def test_nothing_is_trained_before_its_turn_or_after(run, browser):
    with pytest.raises(Refused, match="nothing to train now"):
        request_training(run=run)
    answer = browser.post(reverse("labs:training_room_train", args=[run.pk]))
    assert answer.status_code == 422 and "nothing to train now" in answer.text
    assert not Training.objects.exists()


def test_a_step_cannot_be_sent_while_the_model_is_to_be_trained(labelled):
    with pytest.raises(Refused, match="still to be trained"):
        send(labelled)


def test_the_same_labels_make_the_same_model_and_lines_are_embedded_once(labelled, monkeypatch):
    asked = []
    embedder = registry.embedder()
    monkeypatch.setattr(registry, "embedder", lambda: embedder)
    embed = embedder.embed
    monkeypatch.setattr(embedder, "embed", lambda texts: asked.append(len(texts)) or embed(texts))
    first = trained(labelled).found
    Training.objects.all().delete()
    second = trained(labelled).found
    assert {**first, "seconds": 0} == {**second, "seconds": 0}
    assert asked == [len(at(labelled)[0].lines)]


def test_only_the_learner_sees_the_model(labelled, signed_in, manager, author):
    for person in (manager, author):
        for name in ("train", "live", "look"):
            address = reverse(f"labs:training_room_{name}", args=[labelled.pk])
            assert signed_in(person).get(address).status_code == 404
