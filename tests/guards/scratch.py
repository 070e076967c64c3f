"""A copy of the working tree in which a guard can be taken away without anyone noticing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.guards.guard import ROOT, Guard

PASSED, FAILED = 0, 1
LONGEST = 600  # seconds for the tests of one guard


def copy(folder: Path) -> Path:
    """The tree as it lies here, without what git ignores, and with the migrated database, for speed."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True)
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    for kept in (ROOT / ".pytest_cache").glob("migrated-*.sqlite3"):
        (folder / ".pytest_cache").mkdir(exist_ok=True)
        shutil.copy2(kept, folder / ".pytest_cache" / kept.name)
    return folder


def run(folder: Path, tests: Iterable[str], *, servers: bool = False) -> tuple[int, str]:
    """pytest's exit code for those tests in the copy, in a process of its own, and what it printed."""
    options = ["-x", "-q", "-n0", "-p", "no:randomly", "-p", "no:cacheprovider", "--no-header"]
    if servers:
        options += ["-m", "services or not services"]
    # Two texts of one length, written within one second, look alike to Python's cache of compiled files.
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "GREENROOM_REQUIRE_ALL": "1"}
    command = [sys.executable, "-m", "pytest", *options, *tests]
    ran = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=LONGEST, check=False
    )
    return ran.returncode, ran.stdout + ran.stderr


def noticed(folder: Path, guard: Guard) -> tuple[bool, str]:
    """Whether each of its tests fails once the guard is gone, and the reason where one does not."""
    target = folder / guard.file
    whole = target.read_bytes()
    target.write_text(guard.without(folder), encoding="utf-8")
    try:
        for node in guard.caught_by:
            code, told = run(folder, [node], servers=guard.needs_servers)
            if code == PASSED:
                return False, f"{node} passes without it"
            if code != FAILED:
                return False, f"{node} could not be run:\n{told[-2000:]}"
    finally:
        target.write_bytes(whole)
    return True, ""
