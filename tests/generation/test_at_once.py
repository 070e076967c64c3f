"""Workers and people who act in the same instant, and the queue between them."""

import threading
import time
import uuid

import pytest
from celery import current_app
from django.db import connection
from django.urls import reverse
from kombu.exceptions import OperationalError
from wagtail.models import Revision

from courses.models import ModulePage, ShareWaiver
from generation import lease, pipeline, services, tasks
from generation.models import Production, State
from generation.queries import waits_for_the_queue
from tests.courses.editing import edit, short


def at_once(*works):
    """Run functions in threads that begin together; what each returned, in order."""
    results, barrier = [None] * len(works), threading.Barrier(len(works))

    def run(number, work):
        barrier.wait()
        try:
            results[number] = work()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.fixture
def asked_for(draft):
    return services.request_production(module=draft, revision=draft.latest_revision)


@pytest.mark.django_db(transaction=True)
def test_two_publishes_at_once_make_one_production(draft):
    revision = draft.latest_revision

    def publish():
        Revision.objects.get(pk=revision.pk).publish()
        return True

    assert at_once(publish, publish) == [True, True]
    assert Production.objects.filter(module=draft).count() == 1
    assert ModulePage.objects.get(pk=draft.pk).live


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_one_takes_it(asked_for):
    production = asked_for

    def claim():
        return services.claim(production_id=production.pk)

    assert sorted(one is not None for one in at_once(claim, claim)) == [False, True]


@pytest.mark.django_db(transaction=True)
def test_a_long_piece_of_work_keeps_its_lease(asked_for, monkeypatch):
    monkeypatch.setattr(lease, "EVERY", 0.05)
    claimed = services.claim(production_id=asked_for.pk)
    until = claimed.leased_until
    with lease.Lease(claimed):
        assert _eventually(lambda: Production.objects.get(pk=claimed.pk).leased_until > until)


@pytest.mark.django_db(transaction=True)
def test_a_lease_that_is_lost_is_noticed_beside_the_work(asked_for, monkeypatch):
    monkeypatch.setattr(lease, "EVERY", 0.05)
    claimed = services.claim(production_id=asked_for.pk)
    with lease.Lease(claimed) as held:
        Production.objects.filter(pk=claimed.pk).update(lease=uuid.uuid4())
        assert held.lost.wait(5)
        with pytest.raises(services.LeaseLost):
            held.check()


def _eventually(holds, seconds=5.0):
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        threading.Event().wait(0.02)
    return True


@pytest.fixture
def sent(monkeypatch):
    """What the queue was told."""
    messages = []
    monkeypatch.setattr(current_app, "send_task", lambda name, args: messages.append((name, *args)))
    return messages


@pytest.mark.django_db
def test_the_queue_is_told_once_it_is_true(draft, author, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as later:
        production = services.request_production(module=draft, revision=draft.latest_revision, by=author)
        assert sent == []
    for call in later:
        call()
    assert sent == [("generation.advance", str(production.pk))]


@pytest.mark.django_db
def test_a_task_makes_one_stage_and_asks_for_the_next(
    production, engines, sent, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(pipeline.advance, "__kwdefaults__", {"engines": engines, "report": None})
    with django_capture_on_commit_callbacks(execute=True):
        tasks.advance(str(production.pk))
    production.refresh_from_db()
    assert list(production.outputs) == ["script"]
    assert sent[-1] == ("generation.advance", str(production.pk))


@pytest.mark.django_db
def test_a_queue_that_cannot_be_reached_does_not_stop_a_publication(
    draft, author, monkeypatch, django_capture_on_commit_callbacks
):
    def unreachable(name, args):
        raise OperationalError("no broker")

    monkeypatch.setattr(current_app, "send_task", unreachable)
    with django_capture_on_commit_callbacks(execute=True):
        draft.latest_revision.publish(user=author)
    production = Production.objects.get(module=draft)
    assert production.state == State.QUEUED
    assert [event.kind for event in production.events.all()] == ["asked", "waiting"]
    assert services.take_up() == [production.pk], "the sweep finds it"


@pytest.mark.django_db(transaction=True)
def test_who_publishes_in_the_editor_while_the_queue_is_away_is_told_that_media_wait(
    draft, ld_admin, signed_in, monkeypatch
):
    for share in (0.0, 1.0):
        ShareWaiver.objects.create(module=draft, share=share, reason="A lesson for a test.")

    def unreachable(name, args):
        raise OperationalError("no broker")

    monkeypatch.setattr(current_app, "send_task", unreachable)
    browser = signed_in(ld_admin)
    answer = edit(browser, draft, slug=draft.slug, body=short(), **{"action-publish": "1"})
    assert answer.status_code == 302
    assert "will start as soon as the queue is back" in browser.get(answer.url).content.decode()


@pytest.mark.django_db
def test_nobody_is_told_that_the_queue_is_away_once_the_sweep_came_by_it(
    draft, author, signed_in, monkeypatch, django_capture_on_commit_callbacks
):
    def unreachable(name, args):
        raise OperationalError("no broker")

    with monkeypatch.context() as patch, django_capture_on_commit_callbacks(execute=True):
        patch.setattr(current_app, "send_task", unreachable)
        draft.latest_revision.publish(user=author)
    page = reverse("generation:production", args=[Production.objects.get(module=draft).pk])
    browser = signed_in(author)
    assert "cannot be reached right now" in browser.get(page).content.decode()
    assert waits_for_the_queue(draft)
    services.take_up()
    assert "A worker will take it up in a moment" in browser.get(page).content.decode()
    assert not waits_for_the_queue(draft)


@pytest.mark.django_db
def test_the_sweep_nudges_what_nobody_was_told_of(production, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tasks.sweep()
    assert sent == [("generation.advance", str(production.pk))]
