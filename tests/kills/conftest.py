"""A house whose processes may be killed: on SQLite and files, or on PostgreSQL and a Redis of its own."""

import pytest
from django.db import connection

from generation.models import Production
from tests.generation import fakes
from tests.kills.processes import House
from tests.kills.servers import Redis


@pytest.fixture(scope="session")
def spare_redis(tmp_path_factory):
    """Redis that no other test uses. Who kills it starts it again."""
    redis = Redis(tmp_path_factory.mktemp("redis"))
    yield redis
    redis.kill()


@pytest.fixture
def broker(request):
    if connection.vendor == "sqlite":
        return "filesystem://"
    redis = request.getfixturevalue("spare_redis")
    return redis.address


@pytest.fixture
def house(broker, tmp_path):
    house = House(tmp_path, broker)
    with house.our_queue():
        yield house
    house.close()


@pytest.fixture
def engines():
    return fakes.Engines()


@pytest.fixture
def production(module):
    return Production.objects.select_related("module", "revision").get(revision=module.live_revision)
