"""The same on PostgreSQL, out of the suite's own database into fresh ones."""

from uuid import uuid4

import psycopg
import pytest
from django.core.files.storage import FileSystemStorage
from django.db import connection

from accounts.models import User
from config.backup import Refused, Site, archive, make, postgres, restore
from config.backup.postgres import Postgres
from tests import factories

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def parameters():
    if connection.vendor != "postgresql":
        pytest.fail("Name a server: DATABASE_URL (PostgreSQL).")
    return connection.get_connection_params()


@pytest.fixture
def fresh(parameters):
    """Parameters of an empty database on the same server."""
    name = f"restored_{uuid4().hex[:12]}"
    with psycopg.connect(**plain(parameters), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        yield parameters | {"dbname": name}
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def plain(parameters) -> dict:
    return {name: value for name, value in parameters.items() if name in postgres.VARIABLES and value}


def site(parameters, folder) -> Site:
    kept = {root: FileSystemStorage(location=folder / root) for root in ("media", "productions")}
    return Site(Postgres(parameters), kept)


def people(parameters) -> list[str]:
    with psycopg.connect(**plain(parameters)) as database:
        return [email for (email,) in database.execute("SELECT email FROM accounts_user ORDER BY email")]


def silent(line: str) -> None:
    pass


@pytest.fixture
def backup(parameters, tmp_path):
    factories.person("Ada")
    make(site(parameters, tmp_path / "here"), tmp_path / "backup.tar", silent)
    return tmp_path / "backup.tar"


def test_a_database_comes_back_with_every_row_and_may_be_replaced(backup, fresh, tmp_path):
    there = site(fresh, tmp_path / "there")
    assert not there.database.in_use()
    restore(there, backup, silent)
    assert people(fresh) == list(User.objects.values_list("email", flat=True))
    with psycopg.connect(**plain(fresh)) as database:
        database.execute("CREATE TABLE later (id int)")
    with pytest.raises(Refused, match="--replace"):
        restore(there, backup, silent)
    restore(there, backup, silent, replace=True)
    assert people(fresh) == list(User.objects.values_list("email", flat=True))
    make(there, tmp_path / "again.tar", silent)
    assert archive.verify(tmp_path / "again.tar")["rows"] == archive.verify(backup)["rows"]


def test_a_count_that_does_not_agree_leaves_the_old_database(backup, fresh, tmp_path, monkeypatch):
    there = site(fresh, tmp_path / "there")
    restore(there, backup, silent)
    with psycopg.connect(**plain(fresh)) as database:
        database.execute("UPDATE accounts_user SET email = 'kept@studio.example'")
    true = archive.verify(backup)
    lie = true | {"rows": true["rows"] | {"accounts_user": 7}}
    monkeypatch.setattr(archive, "verify", lambda path: lie)
    with pytest.raises(Refused, match="accounts_user does not hold 7 rows"):
        restore(there, backup, silent, replace=True)
    assert people(fresh) == ["kept@studio.example"]


def test_programs_that_are_missing_or_too_old_are_named(parameters, tmp_path, monkeypatch):
    monkeypatch.setattr(postgres.shutil, "which", lambda name: None)
    with pytest.raises(Refused, match=r"pg_dump is not here.*postgresql-client"):
        Postgres(parameters).dump(tmp_path / "dump")
    monkeypatch.undo()
    old = tmp_path / "bin" / "pg_dump"
    old.parent.mkdir()
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", f"{old.parent}:/usr/bin:/bin")
    with pytest.raises(Refused, match="older"):
        Postgres(parameters).dump(tmp_path / "dump")


def test_a_server_that_is_away_is_a_sentence(parameters, tmp_path):
    with pytest.raises(Refused, match="DATABASE_URL"):
        Postgres(parameters | {"port": 1}).dump(tmp_path / "dump")
