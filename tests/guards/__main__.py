"""python -m tests.guards [area …]: take every guard away, one at a time, and see its tests fail."""

from __future__ import annotations

import os
import queue
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.guards.guard import Guard, guards
from tests.guards.scratch import PASSED, copy, noticed, run

COPIES = 2
SERVERS = bool(os.environ.get("DATABASE_URL"))


def main(areas: list[str]) -> int:
    """0 where every guard was noticed when it was gone, else 1."""
    chosen = guards(areas)
    bad = [f"{guard.area}: {guard.name}: {fault}" for guard in chosen for fault in guard.faults()]
    if bad:
        print("These entries must be mended first:", *bad, sep="\n  ")
        return 1
    waiting = [guard for guard in chosen if guard.needs_servers and not SERVERS]
    chosen = [guard for guard in chosen if guard not in waiting]
    with tempfile.TemporaryDirectory(prefix="greenroom-guards-") as root:
        folders = [copy(_made(Path(root) / str(number))) for number in range(min(COPIES, len(chosen)))]
        if not _all_stand(folders[0], chosen) if folders else False:
            return 1
        unnoticed = _take_away(folders, chosen)
    print(f"\n{len(chosen) - unnoticed} of {len(chosen)} guards were missed when they were gone.")
    for guard in waiting:
        print(f"Not tried, for it needs DATABASE_URL and CELERY_BROKER_URL: {guard.name}")
    return 1 if unnoticed else 0


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _all_stand(folder: Path, chosen: list[Guard]) -> bool:
    """A test that fails with its guard in place proves nothing when the guard is gone."""
    for servers in (False, True):
        tests = sorted({node for one in chosen if one.needs_servers is servers for node in one.caught_by})
        if not tests:
            continue
        code, told = run(folder, tests, servers=servers)
        if code != PASSED:
            print("With every guard in place these tests must pass, and do not:", told[-4000:], sep="\n")
            return False
    return True


def _take_away(folders: list[Path], chosen: list[Guard]) -> int:
    """How many guards nobody missed. Each is tried in one of the copies."""
    free: queue.SimpleQueue[Path] = queue.SimpleQueue()
    for folder in folders:
        free.put(folder)

    def attempt(guard: Guard) -> tuple[bool, str]:
        folder = free.get()
        try:
            return noticed(folder, guard)
        finally:
            free.put(folder)

    unnoticed = 0
    with ThreadPoolExecutor(max_workers=max(1, len(folders))) as pool:
        for guard, (missed, why) in zip(chosen, pool.map(attempt, chosen), strict=True):
            print(f"{'missed    ' if missed else 'NOT MISSED'}  {guard.area:<12} {guard.name}", flush=True)
            if not missed:
                unnoticed += 1
                print(f"            {why}", flush=True)
    return unnoticed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
