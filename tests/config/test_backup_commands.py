"""The commands an operator types, in processes of their own."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.config.test_backup import FILM, FILM_ENTRY, database, flip


def manage(folder: Path, *command: str) -> subprocess.CompletedProcess:
    surroundings = {"PATH": os.environ["PATH"], "GREENROOM_DATA_DIR": str(folder)}
    return subprocess.run(
        [sys.executable, "manage.py", *command], env=surroundings, capture_output=True, text=True, check=False
    )


def test_the_commands_go_out_and_back(tmp_path):
    folder, backup = tmp_path / "data", tmp_path / "backup.tar"
    (folder / "productions" / "ab").mkdir(parents=True)
    (folder / "productions" / "ab" / "abcd.mp4").write_bytes(FILM)
    database(folder / "greenroom.sqlite3", ["ada"])
    run = manage(folder, "backup", str(backup))
    assert run.returncode == 0, run.stderr
    assert "2 entries" in run.stdout
    back = manage(tmp_path / "elsewhere", "restore", str(backup))
    assert back.returncode == 0, back.stderr
    assert "manage.py migrate" in back.stdout
    assert (tmp_path / "elsewhere" / "productions" / "ab" / "abcd.mp4").read_bytes() == FILM
    assert not (tmp_path / "elsewhere" / "maintenance").exists() and "sign" not in back.stdout
    again = manage(tmp_path / "elsewhere", "restore", str(backup))
    assert (again.returncode, "--replace" in again.stderr) == (1, True)
    flip(backup, FILM_ENTRY)
    check = manage(folder, "backup", "--check", str(backup))
    assert check.returncode == 1
    assert "not as it was written" in check.stderr
    assert "Traceback" not in check.stderr


def test_a_site_of_people_alone_is_not_overwritten(tmp_path):
    folder, backup = tmp_path / "data", tmp_path / "backup.tar"
    folder.mkdir()
    database(folder / "greenroom.sqlite3", ["ada"])
    assert manage(folder, "backup", str(backup)).returncode == 0
    run = manage(folder, "restore", str(backup))
    assert (run.returncode, "--replace" in run.stderr) == (1, True)


def test_a_restore_waits_until_nobody_works(tmp_path):
    folder, backup = tmp_path / "data", tmp_path / "backup.tar"
    folder.mkdir()
    database(folder / "greenroom.sqlite3", ["ada"])
    assert manage(folder, "backup", str(backup)).returncode == 0
    with closing(sqlite3.connect(folder / "greenroom.sqlite3")) as connection:
        connection.execute("CREATE TABLE greenroom_heartbeat (id int, name text, seen_at text, queues text)")
        connection.execute("INSERT INTO greenroom_heartbeat VALUES (1, 'worker:one@host', datetime(), '[]')")
        connection.commit()
    run = manage(folder, "restore", str(backup), "--replace")
    assert run.returncode == 1
    assert "Still at work: worker:one@host" in run.stderr


def test_a_sign_that_hung_before_is_left_and_told(tmp_path):
    folder, backup = tmp_path / "data", tmp_path / "backup.tar"
    folder.mkdir()
    database(folder / "greenroom.sqlite3", ["ada"])
    assert manage(folder, "backup", str(backup)).returncode == 0
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "maintenance").touch()
    back = manage(tmp_path / "elsewhere", "restore", str(backup))
    assert (back.returncode, f"delete {tmp_path / 'elsewhere' / 'maintenance'}" in back.stdout) == (0, True)
