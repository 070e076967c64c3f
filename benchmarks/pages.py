"""Pages from one process: gunicorn with one sync worker, SQLite, one signed-in browser after the other.

Each page of ours is measured beside a bare Wagtail page of the same words, in turns, in the same process.
"""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import mean, quantiles
from time import perf_counter, sleep

from django.conf import settings

ROUNDS = 150
WARM_UP = 10
STARTS_WITHIN = 60
"""Seconds."""


def run() -> Iterator[str]:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "benchmarks.bare.settings",
        "GREENROOM_DATA_DIR": str(Path(settings.GREENROOM_DATA_DIR) / "pages"),
        "GREENROOM_WORKER": "false",
    }
    command = [sys.executable, "-m", "benchmarks.bare.prepare"]
    told = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
    pages = json.loads(told.splitlines()[-1])
    with _served(environment) as port:
        taken = _taken(port, pages)
    for page, twin in zip(pages[::2], pages[1::2], strict=True):
        ours, bare = taken[page["path"]], taken[twin["path"]]
        yield _line(page, ours)
        yield f"{_line(twin, bare)}; ours takes {mean(ours) / mean(bare):.1f} times as long"


def _taken(port: int, pages: list[dict]) -> dict[str, list[float]]:
    """Path -> seconds of each answer. In turns, so that a busy moment falls on all alike."""
    taken: dict[str, list[float]] = {page["path"]: [] for page in pages}
    for turn in range(WARM_UP + ROUNDS):
        for page in pages:
            seconds = _get(port, page)
            if turn >= WARM_UP:
                taken[page["path"]].append(seconds)
    return taken


def _get(port: int, page: dict) -> float:
    began = perf_counter()
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", page["path"], headers={"Cookie": f"sessionid={page['cookie']}"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{page['path']} answered {answer.status}.")
    return perf_counter() - began


def _line(page: dict, taken: list[float]) -> str:
    p95 = quantiles(taken, n=20)[-1]
    return (
        f"{page['name']}: {1 / mean(taken):.0f} requests a second, "
        f"p95 {p95 * 1000:.0f} ms, {page['queries']} queries"
    )


@contextmanager
def _served(environment: dict[str, str]) -> Iterator[int]:
    """gunicorn on a free port, with one sync worker."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    bound = ["--workers", "1", "--bind", f"127.0.0.1:{port}"]
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", *bound]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(port: int, server: subprocess.Popen) -> None:
    until = perf_counter() + STARTS_WITHIN
    while perf_counter() < until and server.poll() is None:
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.1)
    raise RuntimeError("gunicorn did not start.")
