from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from config.backup.contract import Facts, Refused

BESIDE = ("", "-wal", "-shm")


class Sqlite:
    engine = "sqlite"

    def __init__(self, path: Path) -> None:
        self.path = path

    def dump(self, target: Path) -> Facts:
        """By SQLite's own backup, which a running site does not disturb. Raises Refused."""
        if not self.path.is_file():
            raise Refused(
                f"There is no database at {self.path}. Run manage.py migrate first, or name another."
            )
        with closing(sqlite3.connect(self.path, timeout=60)) as source, closing(_open(target)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            return _facts(copy)

    def in_use(self) -> bool:
        if not self.path.is_file():
            return False
        with closing(_open(self.path)) as database:
            try:
                return database.execute("SELECT 1 FROM accounts_user LIMIT 1").fetchone() is not None
            except sqlite3.OperationalError:
                return False  # never migrated
            except sqlite3.DatabaseError:
                return True  # damaged: restoring is for that, and it may hold something yet

    def stage(self, dump: Path, folder: Path, facts: Facts) -> Path:
        with closing(_open(dump)) as database:
            try:
                [(said,)] = database.execute("PRAGMA integrity_check(1)").fetchall()
            except sqlite3.DatabaseError as error:
                said = str(error)
            if said != "ok":
                raise Refused(f"The database in the backup is damaged ({said}). Take another.")
            if _facts(database).rows != facts.rows:
                raise Refused("The database in the backup does not hold the rows it should. Take another.")
        waiting = self.path.with_name(f"{self.path.name}.restoring")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(dump, waiting)
        return waiting

    def swap(self, staged: Path, stamp: str, facts: Facts) -> list[Path]:
        before = self.path.with_name(f"{self.path.name}.before-restore-{stamp}")
        moved: list[tuple[Path, Path]] = []
        try:
            for suffix in BESIDE:
                source, target = Path(f"{self.path}{suffix}"), Path(f"{before}{suffix}")
                if source.exists():
                    os.rename(source, target)
                    moved.append((source, target))
            os.rename(staged, self.path)
        except OSError:
            for source, target in reversed(moved):
                os.rename(target, source)
            raise
        return [before] if before.exists() else []


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=20)


def _facts(database: sqlite3.Connection) -> Facts:
    tables = [
        name
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        if not name.startswith("sqlite_")
    ]
    rows = {
        table: database.execute('SELECT count(*) FROM "{}"'.format(table.replace('"', '""'))).fetchone()[0]  # noqa: S608
        for table in tables
    }
    applied: list[tuple[str, str]] = []
    if "django_migrations" in rows:
        applied = database.execute("SELECT app, name FROM django_migrations ORDER BY app, name").fetchall()
    migrations = tuple(f"{app}.{name}" for app, name in applied)
    return Facts("sqlite", sqlite3.sqlite_version, rows, migrations)
