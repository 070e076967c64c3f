"""What an operator is told about the site, in the admin and by monitoring."""

import datetime
import shutil
import threading
import time
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config import housekeeping, pulse
from config.health import State, examine, room, servers, worst
from config.health.contract import Sign, within
from config.models import Heartbeat
from generation.models import Production
from generation.models import State as Making

TOKEN = "a token of some length, kept by monitoring"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def roomy(monkeypatch):
    """The machine that tests may have a full disk; `roomy(gib)` says how much is free."""

    def free(gib: float) -> None:
        monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=gib * room.GIB))

    free(50)
    return free


@pytest.fixture
def at_work():
    """A worker for every queue, and the clock."""
    pulse.seen("beat")
    pulse.seen("worker:one@host", housekeeping.QUEUES)
    for queue in housekeeping.QUEUES:
        pulse.seen(f"queue:{queue}")


def signs() -> dict[str, Sign]:
    return {sign.name: sign for sign in examine()}


def silent(name: str, **ago) -> None:
    Heartbeat.objects.filter(name=name).update(seen_at=timezone.now() - datetime.timedelta(**ago))


def test_a_site_at_work_has_nothing_to_do(at_work):
    found = examine()
    assert [sign for sign in found if sign.state is not State.OK] == []
    assert all(not sign.advice for sign in found)
    assert worst(found) is State.OK


def test_a_site_where_nobody_works_says_how_to_start_them():
    found = signs()
    assert found["beat"].state is State.FAILING
    assert "celery --app config beat" in found["beat"].advice
    assert "--queues media" in found["queue:media"].advice


@pytest.mark.parametrize(("seconds", "state"), [(30, State.OK), (90, State.WARNING), (200, State.FAILING)])
def test_a_worker_that_fell_silent_is_missed(at_work, seconds, state):
    silent("worker:one@host", seconds=seconds)
    silent("beat", seconds=seconds)
    found = signs()
    assert {found["queue:media"].state, found["beat"].state} == {state}


def test_one_worker_alive_is_enough_for_its_queues(at_work):
    silent("worker:one@host", hours=3)
    pulse.seen("worker:two@host", ["media"])
    found = signs()
    assert found["queue:media"].state is State.OK
    assert found["queue:speech"].state is State.FAILING


def test_workers_that_get_no_messages_are_worth_a_look(at_work):
    silent("queue:media", minutes=20)
    sign = signs()["queue:media"]
    assert sign.state is State.WARNING
    assert "broker" in sign.advice


@pytest.mark.parametrize(("gib", "state"), [(6, State.OK), (3, State.WARNING), (0.5, State.FAILING)])
def test_a_disk_that_fills_up_is_told_in_time(roomy, gib, state):
    roomy(gib)
    [sign, *_] = [sign for name, sign in signs().items() if name.startswith("disk:")]
    assert sign.state is state
    assert f"{gib:.1f} GiB free" in sign.figure
    assert bool(sign.advice) is (state is not State.OK)


def test_a_folder_that_does_not_answer_does_not_hang_the_page(monkeypatch):
    never = threading.Event()
    monkeypatch.setattr(room, "PATIENCE", 0.05)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: never.wait(30))
    sign = signs()["disk"]
    never.set()
    assert sign.state is State.FAILING
    assert "network" in sign.advice


@pytest.mark.parametrize(("minutes", "state"), [(1, State.OK), (20, State.WARNING), (90, State.FAILING)])
def test_a_production_that_waits_too_long_is_told(module, minutes, state):
    Production.objects.update_or_create(
        revision=module.live_revision,
        defaults={
            "module": module,
            "state": Making.QUEUED,
            "changed_at": timezone.now() - datetime.timedelta(minutes=minutes),
        },
    )
    assert signs()["waiting"].state is state


def test_a_dead_broker_is_told_and_does_not_hang_the_page(settings, monkeypatch):
    def hang():
        threading.Event().wait()

    monkeypatch.setattr(servers, "_connect", hang)
    monkeypatch.setattr(servers, "PATIENCE", 0.2)
    began = time.monotonic()
    sign = signs()["broker"]
    assert time.monotonic() - began < 5
    assert sign.state is State.FAILING
    assert "CELERY_BROKER_URL" in sign.advice


def test_a_storage_that_takes_no_files_is_told(monkeypatch):
    def refuse(alias):
        raise PermissionError("the folder cannot be written")

    monkeypatch.setattr(room, "_reach", refuse)
    found = signs()
    assert found["storage:default"].state is found["storage:productions"].state is State.FAILING


def test_without_the_database_the_rest_is_still_told(at_work):
    def refuse(execute, sql, params, many, context):
        raise OperationalError("server closed the connection")

    with connection.execute_wrapper(refuse):
        found = signs()
    assert found["database"].state is State.FAILING
    assert "DATABASE_URL" in found["database"].advice
    assert "broker" in found
    assert not {"beat", "clock", "waiting"} & found.keys()


def test_what_takes_too_long_is_left_behind():
    with pytest.raises(TimeoutError):
        within(0.05, lambda: threading.Event().wait())
    with pytest.raises(ZeroDivisionError):
        within(1, lambda: 1 / 0)


def test_l_and_d_admins_see_the_page_and_others_see_no_such_page(ld_admin, author, signed_in, at_work):
    address = reverse("site_health")
    page = signed_in(ld_admin).get(address)
    assert page.status_code == 200
    assert "Workers of “media”" in page.content.decode()
    assert address in signed_in(ld_admin).get("/admin/").content.decode()
    assert signed_in(author).get(address).status_code == 404
    assert address not in signed_in(author).get("/admin/").content.decode()


def ask(**headers):
    return Client().get("/health/report/", headers=headers)


def test_monitoring_reads_it_with_the_token(settings, at_work):
    settings.GREENROOM_HEALTH_TOKEN = TOKEN
    answer = ask(authorization=f"Bearer {TOKEN}")
    assert answer.status_code == 200
    assert answer.json()["state"] == "ok"
    assert {"database", "broker", "beat", "queue:media", "waiting"} <= {
        sign["name"] for sign in answer.json()["signs"]
    }
    silent("beat", hours=1)
    assert ask(authorization=f"Bearer {TOKEN}").status_code == 503


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer nearly the token", "Bearer ünicode"])
def test_without_the_token_there_is_no_report(settings, given):
    settings.GREENROOM_HEALTH_TOKEN = TOKEN
    assert ask(authorization=given.encode().decode("latin-1")).status_code == 404
    settings.GREENROOM_HEALTH_TOKEN = ""
    assert ask(authorization=given.encode().decode("latin-1")).status_code == 404


def test_a_queues_probe_is_written_by_whoever_takes_it():
    from config.tasks import heartbeat

    heartbeat("speech")
    assert Heartbeat.objects.get(name="queue:speech").seen_at


@pytest.mark.django_db(transaction=True)
def test_a_pulse_beats_until_it_is_stopped_and_is_then_not_missed():
    one = pulse.Pulse("worker:probe@host", ["media"], every=0.05)
    one.start()
    deadline = time.monotonic() + 10
    while not Heartbeat.objects.filter(name="worker:probe@host", queues=["media"]).exists():
        assert time.monotonic() < deadline
    one.stop()
    assert not Heartbeat.objects.filter(name="worker:probe@host").exists()


def test_the_clock_probes_every_queue_and_tidies(settings):
    schedule = settings.CELERY_BEAT_SCHEDULE
    for queue in housekeeping.QUEUES:
        entry = schedule[f"heartbeat-{queue}"]
        assert entry["options"]["queue"] == entry["args"][0] == queue
        assert entry["options"]["expires"] <= entry["schedule"]
    assert schedule["tidy-site"]["task"] == "greenroom.tidy"


def test_tidying_clears_what_is_old_and_nothing_else(learner, signed_in):
    from django.contrib.sessions.models import Session

    old, new = signed_in(learner), signed_in(learner)
    Session.objects.filter(session_key=old.session.session_key).update(
        expire_date=timezone.now() - datetime.timedelta(days=1)
    )
    pulse.seen("worker:gone@host")
    pulse.seen("beat")
    silent("worker:gone@host", days=2)
    housekeeping.tidy()
    assert [session.session_key for session in Session.objects.all()] == [new.session.session_key]
    assert list(Heartbeat.objects.values_list("name", flat=True)) == ["beat"]
