from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import psycopg
from psycopg import sql

from config.backup.contract import Facts, Refused

PLAIN = re.compile(r"[A-Za-z0-9_]+")
VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "connect_timeout": "PGCONNECT_TIMEOUT",
}
EMPTY = """DO $$ DECLARE found record; BEGIN
  FOR found IN SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('DROP TABLE public.%I CASCADE', found.tablename);
  END LOOP;
END $$;
"""


class Postgres:
    """parameters: as libpq names them. Its programs read them from the environment: no password is listed."""

    engine = "postgresql"

    def __init__(self, parameters: Mapping[str, object]) -> None:
        self.parameters = {
            name: str(value) for name, value in parameters.items() if name in VARIABLES and value
        }

    def dump(self, target: Path) -> Facts:
        """By pg_dump, of the very moment at which the rows are counted. Raises Refused."""
        with self._connect() as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            self._check_program("pg_dump", connection)
            row = connection.execute("SELECT pg_export_snapshot()").fetchone()
            snapshot = str(row[0]) if row else ""
            facts = _facts(connection)
            options = ("--format=custom", "--no-owner", "--no-privileges", "--no-comments")
            self._run("pg_dump", *options, f"--snapshot={snapshot}", f"--file={target}")
        return facts

    def in_use(self) -> bool:
        with self._connect() as connection:
            try:
                return connection.execute("SELECT 1 FROM accounts_user LIMIT 1").fetchone() is not None
            except psycopg.errors.UndefinedTable:
                return False  # never migrated

    def stage(self, dump: Path, folder: Path, facts: Facts) -> Path:
        """One script: empty the schema, fill it, count. Raises Refused."""
        if odd := [table for table in facts.rows if not PLAIN.fullmatch(table)]:
            raise Refused(f"The backup names a table “{odd[0]}”, which no backup of ours does. Take another.")
        with self._connect() as connection:
            for program in ("pg_restore", "psql"):
                self._check_program(program, connection)
        filling, script = folder / "filling.sql", folder / "restore.sql"
        self._run("pg_restore", "--no-owner", "--no-privileges", f"--file={filling}", str(dump))
        with script.open("wb") as file:
            file.write(EMPTY.encode())
            with filling.open("rb") as source:
                shutil.copyfileobj(source, file)
            file.write(_counts(facts).encode())
        filling.unlink()
        return script

    def swap(self, staged: Path, stamp: str, facts: Facts) -> list[Path]:
        """In one transaction: the old database stays where anything fails, or a count is not as it was."""
        self._run("psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction",
                  "--output=/dev/null", f"--file={staged}")  # fmt: skip
        return []

    def _connect(self) -> psycopg.Connection:
        try:
            return psycopg.connect(**self.parameters)  # type: ignore[arg-type]
        except psycopg.OperationalError as error:
            raise Refused(
                f"The database does not answer ({error}). Start it, or correct DATABASE_URL."
            ) from error

    def _check_program(self, program: str, connection: psycopg.Connection) -> None:
        """A program may be newer than the server, not older."""
        server = connection.info.server_version // 10_000
        install = f"Install PostgreSQL's client programs of version {server} or newer (postgresql-client)."
        if shutil.which(program) is None:
            raise Refused(f"{program} is not here, and PostgreSQL is copied with it. {install}")
        told = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
        version = re.search(r"(\d+)", told)
        if version is None or int(version[1]) < server:
            raise Refused(f"{program} is older ({told.strip()}) than the server ({server}). {install}")

    def _run(self, program: str, *arguments: str) -> None:
        connection = {VARIABLES[name]: value for name, value in self.parameters.items()}
        run = subprocess.run(
            [program, *arguments],
            env={**os.environ, **connection, "PGOPTIONS": "--client-min-messages=warning"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode:
            raise Refused(f"{program} did not finish: {run.stderr.strip()[-1500:]}")


def _counts(facts: Facts) -> str:
    """Lines that end the transaction where a table does not hold what it should."""
    checks = "".join(
        f'IF (SELECT count(*) FROM public."{table}") <> {int(rows)} THEN '  # noqa: S608  (names are PLAIN)
        f"RAISE EXCEPTION 'The table {table} does not hold {int(rows)} rows'; END IF;\n"
        for table, rows in facts.rows.items()
    )
    return f"\nDO $$ BEGIN\n{checks}END $$;\n"


def _facts(connection: psycopg.Connection) -> Facts:
    found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    rows = {}
    for (table,) in found.fetchall():
        count = connection.execute(sql.SQL("SELECT count(*) FROM public.{}").format(sql.Identifier(table)))
        rows[table] = count.fetchall()[0][0]
    applied: list[tuple[str, str]] = []
    if "django_migrations" in rows:
        applied = connection.execute("SELECT app, name FROM django_migrations ORDER BY app, name").fetchall()
    server = f"{connection.info.server_version // 10_000}"
    return Facts("postgresql", server, rows, tuple(f"{app}.{name}" for app, name in applied))
