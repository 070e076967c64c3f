"""The broker is away: for a minute, with everything else going on; and as a machine that answers nothing."""

import sys
import time

import pytest
from celery import current_app
from django.urls import reverse

from generation import tasks
from generation.models import Production, State
from generation.queries import waits_for_the_queue
from tests import factories
from tests.kills.line import an_hour_passes, finished, history, stages_run, state_of
from tests.kills.processes import eventually

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

A_MINUTE = 60
LONGEST_WAIT = 12
"""Seconds a person waits for a page while the broker answers nothing: three tries of three, and the page."""


@pytest.fixture
def redis(spare_redis):
    yield spare_redis
    spare_redis.kill()
    spare_redis.start()


@pytest.fixture
def broker(redis):
    return redis.address


def press_publish(signed_in, author, module):
    """As the editor's button does; the page that follows."""
    browser = signed_in(author)
    url = reverse("generation:make", args=[module.pk])
    return browser.post(url, follow=True)


def test_a_minute_without_a_broker_costs_a_minute(house, redis, course, draft, author, signed_in):
    draft.latest_revision.publish(user=author)
    begun = Production.objects.get(module=draft)
    doomed = house.worker(stop_at="narration:3")
    doomed.wait_until_it_stops()
    house.worker()
    house.run("beat", sys.executable, "-m", "celery", "--app", "tests.kills.app", "beat", "--pidfile=")
    redis.kill()
    went = time.monotonic()
    doomed.kill()
    before = finished()

    second = factories.module(course, owner=author, title="Second", slug="second", publish=False)
    answered = time.monotonic()
    page = press_publish(signed_in, author, second).content.decode()
    assert time.monotonic() - answered < LONGEST_WAIT
    assert "It will start as soon as the queue is back" in page
    asked = Production.objects.get(module=second)
    assert asked.state == State.QUEUED

    eventually(lambda: time.monotonic() - went >= A_MINUTE, seconds=2 * A_MINUTE)
    assert state_of(asked) == State.QUEUED
    redis.start()
    for production in (begun, asked):
        # Nobody helps: worker and beat find the broker, the sweep the rows, a dead worker's lease runs out.
        eventually(lambda one=production: state_of(one) == State.AWAITING_REVIEW, house.said, seconds=150)
        stages_run(production)
    assert before.items() <= finished().items()
    assert history(begun) == ["asked", "resumed", "made"]
    assert history(asked) == ["asked", "waiting", "made"]
    assert Production.objects.count() == 2


@pytest.mark.parametrize("was_heard", [False, True], ids=["never heard", "heard before"])
def test_a_broker_that_answers_nothing_does_not_hold_up_who_publishes(
    house, redis, draft, author, signed_in, was_heard
):
    if was_heard:
        current_app.send_task("generation.sweep")
    redis.freeze()
    began = time.monotonic()
    page = press_publish(signed_in, author, draft)
    assert time.monotonic() - began < LONGEST_WAIT
    assert page.status_code == 200
    assert "It will start as soon as the queue is back" in page.content.decode()
    assert history(Production.objects.get()) == ["asked", "waiting"]


def test_publishing_in_the_editor_is_kept_and_says_that_media_wait(house, redis, draft, author, signed_in):
    redis.kill()
    draft.latest_revision.publish(user=author)
    draft.refresh_from_db()
    assert draft.live
    assert waits_for_the_queue(draft)
    redis.start()
    an_hour_passes()
    tasks.sweep.delay()
    house.worker()
    production = Production.objects.get()
    eventually(lambda: state_of(production) == State.AWAITING_REVIEW, house.said)
    assert not waits_for_the_queue(draft)
