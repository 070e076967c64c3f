"""Room on the disks, and whether the storages take files."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages

from config.health.contract import Sign, State, within

GIB = 1024**3
WARN_BELOW, FAIL_BELOW = 5 * GIB, GIB
"""Bytes free. A lesson takes some 100 MiB on its way and half of that in the end; a backup, all there is."""
PATIENCE = 5.0
KEPT = {"default": "Uploads", "productions": "Made media"}


def places() -> dict[str, Path]:
    """What lies on disks of ours -> where."""
    found = {"data": Path(settings.GREENROOM_DATA_DIR)}
    for alias, label in KEPT.items():
        if isinstance(storages[alias], FileSystemStorage):
            found[label.lower()] = Path(storages[alias].location)
    return found | {"scratch": Path(tempfile.gettempdir())}


def disks() -> Iterator[Sign]:
    """One sign a disk, named after what lies on it. A network folder that hangs is a sign too."""
    try:
        room = within(PATIENCE, _room)
    except OSError as error:
        advice = "See whether a folder on the network is away: Greenroom waits for it too."
        yield Sign("disk", "Disks", State.FAILING, str(error)[:200], advice)
    else:
        yield from (_disk(label, free) for label, free in room.items())


def _room() -> dict[str, int]:
    """What lies on a disk -> bytes free. Raises OSError."""
    shared: dict[int, list[str]] = {}
    folders: dict[int, Path] = {}
    for label, path in places().items():
        # os.path: pathlib raises where a folder above may not be entered.
        there = next(folder for folder in (path, *path.parents) if os.path.exists(folder))
        device = there.stat().st_dev
        shared.setdefault(device, []).append(label)
        folders.setdefault(device, there)
    return {", ".join(labels): shutil.disk_usage(folders[at]).free for at, labels in shared.items()}


def _disk(label: str, free: int) -> Sign:
    name, label = f"disk:{label}", f"Disk of {label}"
    figure = f"{free / GIB:.1f} GiB free"
    if free >= WARN_BELOW:
        return Sign(name, label, State.OK, figure)
    state = State.FAILING if free < FAIL_BELOW else State.WARNING
    return Sign(
        name,
        label,
        state,
        figure,
        "Make room: manage.py prune_artifacts removes made media that nothing uses any more.",
    )


def _reach(alias: str) -> None:
    """Raises what the storage raises (OSError, or the errors of a remote one)."""
    storage: Storage = storages[alias]
    if isinstance(storage, FileSystemStorage):
        at = Path(storage.location)
        folder = next(folder for folder in (at, *at.parents) if os.path.exists(folder))
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(f"{folder} cannot be written")
    else:
        storage.exists("greenroom-health")


def stores() -> Iterator[Sign]:
    for alias, label in KEPT.items():
        try:
            within(PATIENCE, lambda alias=alias: _reach(alias))
        # A remote storage has errors of its own.
        except Exception as error:
            yield Sign(
                f"storage:{alias}",
                label,
                State.FAILING,
                str(error)[:200],
                "Give the account that runs Greenroom the right to write there, or mend the address "
                "and the credentials of the storage (docs/running.md).",
            )
        else:
            yield Sign(f"storage:{alias}", label, State.OK, type(storages[alias]).__name__)
