"""Servers that may be killed: never those that the other tests run on."""

import os
import shutil
import signal
import socket
import subprocess
from pathlib import Path

import psycopg

from tests.kills.processes import eventually


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


class Redis:
    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.address = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self) -> None:
        command = ["redis-server", "--bind", "127.0.0.1", "--port", str(self.port)]
        command += ["--save", "", "--appendonly", "no", "--dir", str(self.folder)]
        self.running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        eventually(lambda: answers(self.port), "Redis did not start.")

    def freeze(self) -> None:
        """It takes connections and answers nothing, as behind a broken network."""
        self.running.send_signal(signal.SIGSTOP)

    def kill(self) -> None:
        self.running.kill()
        self.running.wait()


class Postgres:
    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.folder = folder / "postgres"
        self.folder.mkdir()
        if os.getuid() == 0:  # it refuses to run as root
            # The way there, too, must be open to its account.
            for one in (folder, *folder.parents):
                if one.owner() == "root" and one != Path("/"):
                    one.chmod(one.stat().st_mode | 0o011)
            shutil.chown(self.folder, "postgres")
        self._run("initdb", "-U", "greenroom", "-A", "trust", "-E", "UTF8")
        self.start()

    @property
    def facts(self) -> dict[str, str]:
        return {"HOST": "127.0.0.1", "PORT": str(self.port), "USER": "greenroom", "NAME": "postgres"}

    def start(self) -> None:
        options = (
            f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories='' -c fsync=off"
        )
        self._run("pg_ctl", "-l", str(self.folder / "log"), "-w", "-o", options, "start")

    def kill(self) -> None:
        """As a lost machine does: no farewell, and what was not committed is gone."""
        self._run("pg_ctl", "-m", "immediate", "stop")

    def close(self) -> None:
        if answers(self.port):
            self.kill()

    def ask(self, question: str, *facts: object) -> list[tuple]:
        with psycopg.connect(
            host="127.0.0.1", port=self.port, user="greenroom", dbname="postgres"
        ) as connection:
            return connection.execute(question, facts).fetchall()

    def copy_from(self, facts: dict) -> None:
        """Everything that another server's database holds now."""
        dump = [program("pg_dump"), "-h", facts["HOST"], "-p", str(facts["PORT"]), "-U", facts["USER"]]
        target = ["-q", "-h", "127.0.0.1", "-p", str(self.port), "-U", "greenroom", "postgres"]
        secret = os.environ | {"PGPASSWORD": facts["PASSWORD"] or ""}
        copied = subprocess.run([*dump, "-O", facts["NAME"]], env=secret, capture_output=True, check=True)
        restore = [program("psql"), "-v", "ON_ERROR_STOP=1", *target]
        afresh = "SET client_min_messages = error; DROP SCHEMA public CASCADE; CREATE SCHEMA public"
        subprocess.run([*restore, "-c", afresh], stdout=subprocess.DEVNULL, check=True)
        subprocess.run(restore, input=copied.stdout, stdout=subprocess.DEVNULL, check=True)

    def _run(self, name: str, *arguments: str) -> None:
        command = [program(name), "-D", str(self.folder), *arguments]
        if os.getuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, cwd=self.folder, stdout=subprocess.DEVNULL, check=True)


def program(name: str) -> str:
    """A program of PostgreSQL, which Debian keeps off the path."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(found[-1]) if found else shutil.which(name) or name
