"""Workers and other programs of the house as processes of their own, which a test may kill."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from celery import current_app
from django.conf import settings
from kombu import pools

from config.broker import celery_settings
from tests.processes import database_url, environment

WORKER = (
    "worker", "--queues", "default,text,speech,media", "--concurrency", "1",
    "--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "INFO",
)  # fmt: skip
PATIENCE = 90
"""Seconds, on a machine that has much else to do."""


def eventually(holds: Callable[[], object], why: object = "", seconds: float = PATIENCE) -> None:
    """Wait until it holds. why: called for an explanation where it does not."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise AssertionError(why() if callable(why) else why or "It did not happen in time.")
        threading.Event().wait(0.05)


@dataclass
class Process:
    """A program in a process group of its own. log: what it printed."""

    command: list[str]
    environment: dict[str, str]
    log: Path
    running: subprocess.Popen = field(init=False)

    def __post_init__(self) -> None:
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                self.command,
                env=self.environment,
                cwd=settings.BASE_DIR,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def signal(self, number: int) -> None:
        """To it and all its children."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.running.pid, number)

    def kill(self) -> None:
        self.signal(signal.SIGKILL)
        self.running.wait()


@dataclass
class Worker(Process):
    reached: Path = Path()

    def is_stopped(self) -> bool:
        assert self.running.poll() is None, self.said()
        return self.reached.exists() and bool(self.reached.read_text())

    def wait_until_it_stops(self) -> int:
        """The process id of the child that does the work and stands still now."""
        eventually(self.is_stopped, self.said)
        return int(self.reached.read_text())


class House:
    """Everything the processes of one test share. broker: its address."""

    def __init__(self, folder: Path, broker: str, database: str = "") -> None:
        self.folder, self.broker, self.database = folder, broker, database or database_url()
        self.scratch = folder / "scratch"
        self.scratch.mkdir()
        self.processes: list[Process] = []

    def environment(self) -> dict[str, str]:
        return environment(
            self.folder,
            DJANGO_SETTINGS_MODULE="tests.kills.settings",
            DATABASE_URL=self.database,
            CELERY_BROKER_URL=self.broker,
            TMPDIR=str(self.scratch),
        )

    def worker(self, stop_at: str = "", **more: str) -> Worker:
        number = len(self.processes)
        reached = self.folder / f"reached-{number}"
        facts = self.environment() | {"KILLS_REACHED": str(reached), "KILLS_POINT": stop_at} | more
        command = [sys.executable, "-m", "celery", "--app", "tests.kills.app", *WORKER]
        worker = Worker(command, facts, self.folder / f"worker-{number}.log", reached=reached)
        self.processes.append(worker)
        return worker

    def run(self, name: str, *command: str, **more: str) -> Process:
        process = Process([*command], self.environment() | more, self.folder / f"{name}.log")
        self.processes.append(process)
        return process

    def close(self) -> None:
        for process in self.processes:
            process.kill()

    def said(self) -> str:
        """What every process printed, for a test that waits in vain."""
        return "\n".join(f"--- {one.log.name}\n{one.said()[-3000:]}" for one in self.processes)

    @contextlib.contextmanager
    def our_queue(self) -> Iterator[None]:
        """This process, too, sends its messages to the house's broker."""
        app = current_app._get_current_object()
        found = celery_settings(self.broker, self.folder)
        wanted = {
            name.removeprefix("CELERY_").lower(): value
            for name, value in found.items()
            if name.startswith(("CELERY_BROKER_", "CELERY_TASK_PUBLISH"))
        }
        wanted.setdefault("broker_transport_options", {})
        before = {name: app.conf[name] for name in wanted}
        address = os.environ["CELERY_BROKER_URL"]  # before any setting, Celery looks there
        os.environ["CELERY_BROKER_URL"] = self.broker
        app.conf.update(wanted)
        app.amqp._producer_pool = None
        pools.reset()  # nor does it hold a connection from an earlier test
        try:
            yield
        finally:
            os.environ["CELERY_BROKER_URL"] = address
            app.conf.update(before)
            app.amqp._producer_pool = None
