"""What only a server can show; `make test-services` runs it where the environment names servers."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection

from config.celery import app

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


def app_models():
    from django.apps import apps

    return apps.get_models()
