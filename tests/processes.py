"""Processes of the house's own, started by a test on that test's database, folders and broker."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection


def environment(folder: Path, **more: str) -> dict[str, str]:
    """What a process must be told to live in the same world as the test that starts it."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": database_url(),
        "CELERY_BROKER_URL": settings.CELERY_BROKER_URL,
        "GREENROOM_DATA_DIR": str(folder),
        "MEDIA_ROOT": settings.MEDIA_ROOT,
        "GREENROOM_PRODUCTIONS_ROOT": settings.GREENROOM_PRODUCTIONS_ROOT,
        "SECRET_KEY": settings.SECRET_KEY,
        "LOG_LEVEL": "INFO",
        **more,
    }


def database_url(facts: dict | None = None) -> str:
    """facts: a database's settings; those of the test where none are given."""
    now = facts or connection.settings_dict
    if now["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{now['NAME']}"
    person = quote(now["USER"]) + (f":{quote(now['PASSWORD'])}" if now["PASSWORD"] else "")
    return f"postgres://{person}@{now['HOST']}:{now['PORT']}/{now['NAME']}"


@contextmanager
def running(arguments: list[str], *, log: Path, environment: dict[str, str]) -> Iterator[subprocess.Popen]:
    """A Python module or program beside us, and everything it started gone at the end."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=settings.BASE_DIR,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            _end(process)


def _end(process: subprocess.Popen) -> None:
    for name in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            os.killpg(process.pid, name)
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                continue


def eventually(true: Callable[[], object], *, within: float, log: Path | None = None) -> None:
    """Wait until it is true; past the time, fail with the end of the log."""
    deadline = time.monotonic() + within
    while not true():
        if time.monotonic() > deadline:
            told = log.read_text(errors="replace")[-4000:] if log else ""
            raise AssertionError(f"Not within {within:.0f} s.\n{told}")
        time.sleep(0.05)
