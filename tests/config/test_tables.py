"""Data of an earlier version, before the first release: said in one sentence, and left as they are."""

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import connection

from config import tables
from config.serving import prepare, supervise

pytestmark = pytest.mark.django_db


def test_tables_of_this_version_lack_nothing():
    assert tables.lacking() == []


@pytest.fixture
def earlier():
    """The database as an earlier version made it: the same migration by name, and other columns."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE greenroom_heartbeat RENAME COLUMN queues TO listens_to")


def test_the_demo_on_data_of_an_earlier_version_says_what_to_do(earlier):
    assert tables.lacking() == ["greenroom_heartbeat.queues"]
    with pytest.raises(supervise.CannotServe, match=r"greenroom_heartbeat.queues.*make demo-reset"):
        prepare.database()


def test_migrate_says_so_before_it_changes_anything(earlier):
    with pytest.raises((SystemCheckError, CommandError), match="made by an earlier Greenroom"):
        call_command("migrate", skip_checks=False, verbosity=0)


def test_a_table_that_is_not_there_is_named(earlier):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE greenroom_heartbeat")
    assert tables.lacking() == ["greenroom_heartbeat"]


def test_what_a_migration_is_still_to_make_is_not_missed(earlier):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'greenroom'")
    assert tables.lacking() == []
