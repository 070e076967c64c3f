"""One supervisor (honcho over the Procfile) for web, worker and beat, and its end without orphans."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType

from django.conf import settings

HOST = "127.0.0.1"
HEARD = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
STARTING_SECONDS = 90
STOPPING_SECONDS = 30  # honcho itself ends what has not stopped 5 s after the first of its processes


class CannotServe(Exception):
    """Says what is wrong and what to do."""


class Stopped(BaseException):
    """Somebody asked for the end. Not an Exception: nothing on the way may take it for a fault."""


@contextmanager
def stop_signals() -> Iterator[None]:
    """Inside, Ctrl-C, a polite kill and a closed terminal all raise Stopped; a second one is not heard."""

    def stop(number: int, frame: FrameType | None) -> None:
        not_to_be_stopped()
        raise Stopped

    before = {name: signal.signal(name, stop) for name in HEARD}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


def not_to_be_stopped() -> None:
    """Inside stop_signals(): from here to its end none of them is heard."""
    for name in HEARD:
        signal.signal(name, signal.SIG_IGN)


@contextmanager
def data_folder_to_ourselves() -> Iterator[None]:
    """Raises CannotServe where another supervisor runs on the same data folder."""
    with open(Path(settings.GREENROOM_DATA_DIR) / "running", "w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotServe(
                f"Greenroom already runs on {settings.GREENROOM_DATA_DIR}. Stop it there with Ctrl-C first, "
                "or name another folder in GREENROOM_DATA_DIR."
            ) from None
        yield


def port_of(text: str) -> int:
    """Raises CannotServe where the text is no port."""
    if text.isdecimal() and 0 < int(text) < 65_536:
        return int(text)
    raise CannotServe(f"PORT is “{text}”. Give a number from 1 to 65535: make demo PORT=8001")


def check_port(port: int) -> None:
    """Raises CannotServe where something else listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CannotServe(
                f"Port {port} is not free ({error.strerror}). If that is Greenroom, open "
                f"http://{HOST}:{port}; "
                f"otherwise stop the other program or choose another port: make demo PORT={port + 1}"
            ) from error


@contextmanager
def services(port: int) -> Iterator[subprocess.Popen]:
    """The processes of the Procfile, answering on the port; stopped on the way out."""
    log = Path(settings.GREENROOM_DATA_DIR) / "logs" / "services.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        supervisor = subprocess.Popen(
            [sys.executable, "-m", "honcho", "--no-colour", "--procfile", "Procfile", "start"],
            cwd=settings.BASE_DIR,
            env=_environment(port),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C reaches us alone, and we stop the supervisor
        )
        try:
            _wait_for_answer(supervisor, port, log)
            yield supervisor
        finally:
            _stop(supervisor)


def watch(supervisor: subprocess.Popen) -> None:
    """Wait for the supervisor, which ends only where one of its processes did. Raises CannotServe then."""
    supervisor.wait()
    log = Path(settings.GREENROOM_DATA_DIR) / "logs" / "services.log"
    raise CannotServe(f"A process stopped by itself. The end of {log}:\n{_tail(log)}")


def _environment(port: int) -> dict[str, str]:
    own_programs = str(Path(sys.executable).parent)
    return {
        "GREENROOM_BASE_URL": f"http://{HOST}:{port}",
        **os.environ,
        "GREENROOM_DATA_DIR": str(settings.GREENROOM_DATA_DIR),
        "PATH": f"{own_programs}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "PORT": str(port),
        "PYTHONUNBUFFERED": "1",
    }


def _wait_for_answer(supervisor: subprocess.Popen, port: int, log: Path) -> None:
    deadline = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < deadline:
        if supervisor.poll() is not None:
            raise CannotServe(f"The services did not start. The end of {log}:\n{_tail(log)}")
        if _answers(port):
            return
        time.sleep(0.1)
    raise CannotServe(f"No answer after {STARTING_SECONDS} seconds. The end of {log}:\n{_tail(log)}")


def _answers(port: int) -> bool:
    connection = HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/health/")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _stop(supervisor: subprocess.Popen) -> None:
    if supervisor.poll() is None:
        supervisor.send_signal(signal.SIGTERM)
    supervisor.wait(timeout=STOPPING_SECONDS)


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-25:])
