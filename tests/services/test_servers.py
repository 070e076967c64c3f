"""What only a server can show; `make test-services` runs it where the environment names servers."""

import threading
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from config.celery import app
from generation.models import PieceWork, Production, State
from tests.generation.test_at_once import at_once
from tests.processes import eventually

pytestmark = pytest.mark.services


@pytest.fixture(autouse=True)
def servers():
    if not settings.CELERY_BROKER_URL.startswith("redis") or connection.vendor != "postgresql":
        pytest.fail("Name servers: DATABASE_URL (PostgreSQL) and CELERY_BROKER_URL (Redis).")


def test_a_nudge_sent_to_redis_is_there_to_be_taken():
    queue = f"probe-{uuid4()}"
    app.send_task("generation.advance", args=[7], queue=queue)
    with app.connection_for_read() as broker, broker.SimpleQueue(queue) as waiting:
        message = waiting.get(timeout=5)
        assert message.payload[0] == [7]
        message.ack()


@pytest.mark.django_db
def test_the_database_is_postgresql_15_or_newer():
    assert connection.pg_version >= 150_000


@pytest.mark.django_db
def test_every_table_of_ours_is_made_on_postgresql():
    tables = set(connection.introspection.table_names())
    models = [model for model in app_models() if model._meta.managed]
    assert {model._meta.db_table for model in models} <= tables


@pytest.mark.django_db(transaction=True)
def test_who_publishes_while_a_worker_finishes_a_piece_waits_for_it_and_not_for_ever(module):
    older = module.productions.get()
    facts = {"stage": "narration", "kind": "speech", "queue": "speech", "spec": {}}
    piece = PieceWork.objects.create(production=older, number=0, digest="1", **facts)
    Production.objects.filter(pk=older.pk).update(state=State.RUNNING)
    revision = module.save_revision()
    held = threading.Event()

    def publish():
        held.wait(10)
        revision.publish()
        return True

    def finish():
        # As services.finish_piece does it, with the other one let in between.
        with transaction.atomic():
            Production.objects.select_for_update().get(pk=older.pk)
            held.set()
            eventually(somebody_waits, within=10)
            return PieceWork.objects.filter(pk=piece.pk).update(finished_at=timezone.now())

    assert at_once(publish, finish) == [True, 1]
    older.refresh_from_db()
    assert older.state == State.SUPERSEDED and not PieceWork.objects.exists()


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0] > 0


def app_models():
    from django.apps import apps

    return apps.get_models()
