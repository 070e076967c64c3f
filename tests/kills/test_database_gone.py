"""The database is gone for ten seconds, under a worker, under a page, and under an answer."""

import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from courses.services import begin
from generation import tasks
from generation.models import State
from generation.stages import STAGES
from tests import lesson
from tests.kills.processes import House, eventually
from tests.kills.servers import Postgres, answers, free_port
from tests.processes import database_url

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

TEN_SECONDS = 10
AN_HOUR_PASSES = [
    f"""
    UPDATE {table}
    SET leased_until = now() - interval '1 hour', nudged_at = now() - interval '1 hour' RETURNING id
    """
    for table in ("generation_production", "generation_piecework")
]


@pytest.fixture(scope="session")
def spare_postgres(tmp_path_factory):
    server = Postgres(tmp_path_factory.mktemp("database"))
    yield server
    server.close()


@pytest.fixture
def moved(spare_postgres, spare_redis, tmp_path):
    """moved() is a house that runs on a copy of what this test has put into the database so far."""
    if not answers(spare_postgres.port):
        spare_postgres.start()
    houses = []

    def move() -> House:
        spare_postgres.copy_from(connection.settings_dict)
        facts = connection.settings_dict | spare_postgres.facts
        houses.append(House(tmp_path, spare_redis.address, database_url(facts)))
        return houses[0]

    yield move
    for house in houses:
        house.close()


def test_a_worker_outlives_its_database_and_finishes(moved, spare_postgres, draft, author):
    draft.latest_revision.publish(user=author)
    house = moved()

    def state():
        return spare_postgres.ask("SELECT state FROM generation_production")

    def finished():
        return set(spare_postgres.ask("SELECT digest, seconds, created_at FROM generation_artifact"))

    with house.our_queue():
        worker = house.worker(stop_at="narration:3")
        tasks.sweep.delay()
        worker.wait_until_it_stops()
        before = finished()
        spare_postgres.kill()
        went = time.monotonic()
        worker.reached.with_suffix(".go").touch()
        eventually(lambda: "The database was lost" in worker.said(), house.said)
        eventually(lambda: time.monotonic() - went >= TEN_SECONDS)
        spare_postgres.start()
        assert state() == [(State.RUNNING,)], "nobody has written it off"
        for passes in AN_HOUR_PASSES:
            spare_postgres.ask(passes)
        tasks.sweep.delay()
        eventually(lambda: state() == [(State.AWAITING_REVIEW,)], house.said)
    assert worker.running.poll() is None
    assert before <= finished()
    runs = spare_postgres.ask("SELECT stage FROM generation_stagerun ORDER BY id")
    assert [stage for (stage,) in runs] == [stage.name for stage in STAGES]
    events = spare_postgres.ask("SELECT kind FROM generation_event ORDER BY id")
    assert events == [("asked",), ("resumed",), ("made",)]


@pytest.fixture
def web(moved, spare_postgres, module, learner, signed_in):
    """web(path, fields) answers (status, body): a web process in which the learner has signed in."""
    begin(user=learner, module=module)
    browser = signed_in(learner)
    house = moved()
    port = free_port()
    house.run(
        "web",
        sys.executable,
        "-m",
        "gunicorn",
        "config.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        "--threads",
        "2",
    )
    eventually(lambda: answers(port), house.said)
    token = "a" * 32
    cookies = f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"
    cookies += f"; {settings.CSRF_COOKIE_NAME}={token}"

    def ask(path, fields=None):
        request = urllib.request.Request(f"http://127.0.0.1:{port}{path}")
        request.add_header("Cookie", cookies)
        request.add_header("Accept", "application/json" if fields else "text/html")
        if fields:
            request.add_header("X-CSRFToken", token)
            request.data = urllib.parse.urlencode(fields).encode()
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    return ask


def test_an_answer_sent_while_the_database_is_gone_is_refused_and_counts_once_when_sent_again(
    web, spare_postgres, module, learner
):
    address = reverse("courses:answer", args=[module.slug])
    fields = {
        "attempt": learner.enrolments.get().attempts.get().pk,
        "block": lesson.SINGLE,
        "options": lesson.SINGLE_RIGHT,
        "client_key": str(uuid.uuid4()),
    }
    home = web("/")[0]
    assert home == 200
    spare_postgres.kill()
    began = time.monotonic()
    status, body = web(address, fields)
    assert status == 503
    assert json.loads(body)["message"]
    status, body = web("/")
    assert (status, "Greenroom" in body) == (503, True)
    assert time.monotonic() - began < TEN_SECONDS, "a page says so, and does not hang"
    spare_postgres.start()
    assert [web(address, fields)[0] for _ in range(2)] == [200, 200]
    asked = "SELECT count(*) FROM courses_evidence WHERE client_key = %s"
    assert spare_postgres.ask(asked, fields["client_key"]) == [(1,)]
