"""A worker of the Procfile on a real broker: Redis in make test-services, RabbitMQ in make test-broker."""

import shlex

import pytest
from celery import current_app
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from config.settings import CACHES
from generation.models import Production, State
from tests import factories
from tests.lesson import lesson_body
from tests.processes import environment, eventually, running

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def broker():
    if not settings.CELERY_BROKER_URL.startswith(("redis:", "amqp:")):
        pytest.fail("Name a server in CELERY_BROKER_URL: redis://… or amqp://…")


@pytest.fixture
def worker_log(tmp_path):
    """The worker of the Procfile, word for word, at work; what it says."""
    procfile = (settings.BASE_DIR / "Procfile").read_text()
    [line] = [line for line in procfile.splitlines() if line.startswith("worker:")]
    words = shlex.split(line.removeprefix("worker: exec "))
    log, folder = tmp_path / "worker.log", tmp_path / "worker"
    with override_settings(CACHES=CACHES):  # the worker keeps what it remembers where it does as shipped
        call_command("createcachetable", verbosity=0)
    with running(["-m", *words], log=log, environment=environment(folder)):
        eventually(lambda: "ready." in log.read_text(), within=60, log=log)
        yield log


def lesson(course, author, slug):
    short = [block for block in lesson_body() if block["type"] in ("heading", "rich_text", "single_choice")]
    return factories.module(course, owner=author, slug=slug, title=f"Lesson {slug}", body=short)


def produced(module) -> bool:
    connection.close()
    states = Production.objects.filter(module=module).values_list("state", "reason")
    assert all(state != State.FAILED for state, _ in states), states
    return [state for state, _ in states] == [State.AWAITING_REVIEW]


def test_what_is_published_is_produced_and_what_was_lost_is_swept_up(worker_log, course, author, monkeypatch):
    published = lesson(course, author, "nudged")
    eventually(lambda: produced(published), within=90, log=worker_log)

    monkeypatch.setattr("generation.services.requests.nudge", lambda production_id: None)
    forgotten = lesson(course, author, "forgotten")
    Production.objects.filter(module=forgotten).update(changed_at="2026-01-01T00:00:00Z")
    current_app.send_task("generation.sweep")  # to the queue named default, as beat does
    eventually(lambda: produced(forgotten), within=90, log=worker_log)
