"""The commands an operator types, in processes of their own."""

import os
import subprocess
import sys
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
    assert not (tmp_path / "elsewhere" / "maintenance").exists()
    again = manage(tmp_path / "elsewhere", "restore", str(backup))
    assert (again.returncode, "--replace" in again.stderr) == (1, True)
    flip(backup, FILM_ENTRY)
    check = manage(folder, "backup", "--check", str(backup))
    assert check.returncode == 1
    assert "not as it was written" in check.stderr
    assert "Traceback" not in check.stderr
