"""A demo of its own: fresh data folder, free port, the processes of `make demo`, nothing left afterwards."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from config import apart
from config.smoke.browser import Failed

READY = "Ready: "
LONGEST_START = 900
LONGEST_STOP = 60
PROCESSES = Path("/proc")


class Studio:
    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.folder = Path(tempfile.mkdtemp(prefix="greenroom-smoke-"))
        self.site = ""
        self.environment = {
            **os.environ,
            **apart.environment(self.folder),
            "PORT": str(_free_port()),
            "PYTHONUNBUFFERED": "1",
        }

    def __enter__(self) -> Studio:
        self.demo = subprocess.Popen(
            self._command("demo"),
            cwd=settings.BASE_DIR,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            self._wait_until_ready()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._end()

    def run(self, *arguments: str) -> dict:
        """A management command of this studio that prints one JSON object."""
        done = subprocess.run(
            self._command(*arguments),
            cwd=settings.BASE_DIR,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise Failed(f"{arguments[0]} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return json.loads(done.stdout)

    def log(self) -> str:
        path = self.folder / "logs" / "services.log"
        return "\n".join(path.read_text(errors="replace").splitlines()[-40:]) if path.exists() else ""

    def stop(self) -> None:
        """Ctrl-C. Raises Failed where the demo does not end well or leaves a process behind."""
        if PROCESSES.is_dir() and not self._processes():
            raise Failed("None of the demo's processes can be seen, so nobody could say that none was left.")
        self.demo.send_signal(signal.SIGINT)
        try:
            status = self.demo.wait(timeout=LONGEST_STOP)
        except subprocess.TimeoutExpired as error:
            raise Failed(f"The demo did not stop within {LONGEST_STOP} seconds.") from error
        if status != 0:
            raise Failed(f"The demo ended with {status} after Ctrl-C, not with 0.")
        if left := self._processes():
            raise Failed(f"Left running after Ctrl-C: {', '.join(left)}")

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]

    def _wait_until_ready(self) -> None:
        watchdog = threading.Timer(LONGEST_START, self.demo.terminate)
        watchdog.start()
        try:
            for line in self.demo.stdout or ():
                self.say(f"  demo | {line.rstrip()}")
                if line.startswith(READY):
                    self.site = line.removeprefix(READY).strip()
                    return
        finally:
            watchdog.cancel()
        raise Failed(f"The demo ended before it was ready (status {self.demo.wait()}).\n{self.log()}")

    def _processes(self) -> list[str]:
        """Command lines of processes that have this studio's data folder in their environment."""
        mark = f"GREENROOM_DATA_DIR={self.folder}".encode()
        found = []
        for process in PROCESSES.glob("[0-9]*"):
            try:
                if mark in (process / "environ").read_bytes().split(b"\0"):
                    found.append((process / "cmdline").read_text().replace("\0", " ").strip())
            except OSError:
                continue  # ended meanwhile, or another account's
        return [line for line in found if line]

    def _end(self) -> None:
        if self.demo.poll() is None:
            self.demo.send_signal(signal.SIGINT)
            self.demo.wait(timeout=LONGEST_STOP)
        shutil.rmtree(self.folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
