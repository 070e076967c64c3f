"""Folders for what is being made. A worker that is killed leaves its own; the daily sweep takes it away."""

from __future__ import annotations

import datetime
import shutil
import tempfile
from pathlib import Path
from tempfile import TemporaryDirectory
from time import time

PREFIX = "greenroom-line-"


def scratch_folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix=PREFIX)


def remove_old(*, older_than: datetime.timedelta) -> int:
    """Remove this machine's folders that nothing was put into for that long. How many went."""
    before = time() - older_than.total_seconds()
    removed = 0
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if folder.is_dir() and not folder.is_symlink() and folder.stat().st_mtime < before:
            # Another account's folder on a shared machine is not ours to take.
            shutil.rmtree(folder, ignore_errors=True)
            removed += not folder.exists()
    return removed
