"""What is written down, and what never is."""

import io
import json
import logging
import threading
import time
import uuid

import pytest
from celery.contrib.testing.worker import start_worker
from django.test import Client

from config.celery import app
from config.logs.formats import Json, Line
from config.logs.privacy import without_secrets
from config.logs.situation import Situation, request_at_hand
from generation.tasks import propose
from tests.factories import PASSWORD
from tests.people import sign_in


class Log:
    def __init__(self, formatter: logging.Formatter) -> None:
        self.stream = io.StringIO()
        self.handler = logging.StreamHandler(self.stream)
        self.handler.setFormatter(formatter)
        self.handler.addFilter(Situation())

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    def records(self, logger: str) -> list[dict]:
        found = [json.loads(line) for line in self.text.splitlines()]
        return [record for record in found if record["logger"] == logger]


@pytest.fixture
def listen():
    """listen(formatter) is everything that is logged from then on, at any level; or what one part logs."""
    root, heard = logging.getLogger(), []
    before = root.level

    def begin(formatter, part=""):
        log, logger = Log(formatter), logging.getLogger(part)
        heard.append((logger, log.handler))
        logger.addHandler(log.handler)
        root.setLevel(logging.DEBUG)
        return log

    yield begin
    root.setLevel(before)
    for logger, handler in heard:
        logger.removeHandler(handler)


@pytest.mark.django_db
def test_a_request_leaves_one_record_with_its_number_and_its_person(listen, learner, signed_in, catalogue):
    client = signed_in(learner)
    log = listen(Json())
    response = client.get("/learn/?q=secret-words")
    [record] = log.records("greenroom.access")
    assert record["request_id"] == response["X-Request-ID"]
    assert record["user_id"] == str(learner.pk)
    assert (record["method"], record["path"], record["status"]) == ("GET", "/learn/", 302)
    assert record["ms"] > 0
    assert record["queries"] > 0
    assert record["time"].endswith("+00:00")
    assert "secret-words" not in log.text
    assert learner.email not in log.text


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("front-4f21.77_a", True),
        ("short", False),
        ("x" * 65, False),
        ("two words here", False),
        ("line\\nbreak-in-it", False),
    ],
)
@pytest.mark.django_db
def test_the_number_of_a_server_in_front_is_kept_where_it_is_one(client, given, kept):
    answer = client.get("/health/", headers={"X-Request-ID": given})["X-Request-ID"]
    assert (answer == given) is kept
    assert len(answer) >= 8


@pytest.mark.django_db
def test_a_production_is_named_in_the_records_of_its_pages(listen, author, signed_in):
    number = uuid.uuid4()
    client = signed_in(author)
    log = listen(Json())
    client.get(f"/admin/productions/{number}/")
    assert log.records("greenroom.access")[0]["production_id"] == str(number)


@pytest.mark.django_db
def test_a_reading_is_named_as_what_it_is(listen, author, signed_in):
    number = uuid.uuid4()
    client = signed_in(author)
    log = listen(Json())
    client.get(f"/admin/proposals/{number}/")
    propose.apply(args=[str(number)])
    [page], [task] = log.records("greenroom.access"), log.records("greenroom.task")
    assert task["task"] == "generation.propose"
    assert page["reading_id"] == task["reading_id"] == str(number)
    assert "production_id" not in {**page, **task}


@pytest.mark.django_db
def test_a_wrong_password_and_its_address_are_not_written_down(listen, client, learner):
    log = listen(Line())
    sign_in(client, learner.email, "my other secret pass")
    sign_in(client, learner.email, PASSWORD)
    assert "POST /accounts/login/" in log.text
    for secret in (learner.email, "my other secret pass", PASSWORD):
        assert secret not in log.text


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/invitation/Zk3tokentokentoken/",
        "/accounts/password/reset/key/3-abc-tokentoken/",
        "/podcast/feed/Zk3tokentokentoken/lessons.xml",
        "/podcast/file/ab.Zk3tokentokentoken/5f0c6a34-0000-4000-8000-000000000000/audio.m4a",
    ],
)
@pytest.mark.django_db
def test_a_token_in_an_address_is_not_written_down(listen, client, address):
    log = listen(Line())
    client.get(address)
    assert "tokentoken" not in log.text
    assert "…" in log.text


@pytest.mark.django_db
def test_an_answer_is_not_written_down(listen, learner, signed_in, module):
    client = signed_in(learner)
    client.post(f"/learn/{module.slug}/start/")
    log = listen(Json())
    client.post(f"/learn/{module.slug}/report/", {"text": "I think shot twelve is wrong"})
    client.post(f"/learn/{module.slug}/answer/", {"client_key": str(uuid.uuid4()), "chosen": "a-b-c-option"})
    assert log.records("greenroom.access")
    assert "shot twelve" not in log.text
    assert "a-b-c-option" not in log.text


def test_what_an_error_says_about_a_person_is_taken_out(listen):
    log = listen(Json())
    try:
        raise ValueError("Key (email)=(ada.marsh@studio.example) already exists")
    except ValueError:
        logging.getLogger("greenroom.test").exception("Could not keep ada.marsh@studio.example")
    [record] = log.records("greenroom.test")
    assert "ValueError" in record["exception"]
    assert "ada.marsh" not in log.text


def test_only_named_fields_of_a_record_get_through(listen):
    log = listen(Json())
    logging.getLogger("greenroom.test").warning("Seen", extra={"request": "GET /?token=abc", "answers": [1]})
    [record] = log.records("greenroom.test")
    assert set(record) == {"time", "level", "logger", "message"}


def test_a_line_says_where_it_belongs_and_keeps_what_follows(listen, rf):
    log = listen(Line())
    request = rf.get("/")
    request.request_id = "front-4f21"
    token = request_at_hand.set(request)
    try:
        logging.getLogger("greenroom.test").warning("It rained")
    finally:
        request_at_hand.reset(token)
    assert "WARNING greenroom.test It rained [request_id=front-4f21]" in log.text


@app.task(name="generation.probe", shared=False)
def probe(production_id: str) -> None:
    logging.getLogger("greenroom.probe").warning("At work")


def test_a_task_carries_the_number_of_the_request_that_asked_for_it(listen, rf):
    # A worker sets up Django's logging afresh, and takes away what listens at the root.
    log, production = listen(Json(), part="greenroom"), str(uuid.uuid4())
    request = rf.get("/")
    request.request_id = "front-4f21"
    with start_worker(app, pool="solo", perform_ping_check=False, shutdown_timeout=30):
        token = request_at_hand.set(request)
        try:
            probe.apply_async(args=[production], queue="default")
        finally:
            request_at_hand.reset(token)
        wait_for(lambda: log.records("greenroom.task"))
    [during], [after] = log.records("greenroom.probe"), log.records("greenroom.task")
    for record in (during, after):
        assert record["request_id"] == "front-4f21"
        assert record["production_id"] == production
        assert record["task"] == "generation.probe"
        assert record["task_id"]
    assert after["state"] == "SUCCESS"


def wait_for(condition) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        threading.Event().wait(0.05)


@pytest.mark.django_db
def test_the_number_is_on_every_answer_also_on_a_404():
    assert Client().get("/no/such/page/")["X-Request-ID"]


@pytest.mark.parametrize(
    "address",
    [
        "postgres://greenroom:hunter2@db/x",
        "redis://:hunter2@broker:6379/0",
        "smtp+tls://mary@studio.example:hunter2@mail.studio.example:587",
    ],
)
def test_a_password_in_the_address_of_a_server_is_not_written_down(address):
    told = without_secrets(f"Cannot connect to {address}: refused")
    assert "hunter2" not in told and told.startswith("Cannot connect to ") and told.endswith(": refused")
