"""The files of a storage: listed, and put back."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage

from config.backup.contract import Refused

BEFORE = ".before-restore-"
STAGING = ".restoring-"


def names(storage: Storage, folder: str = "") -> Iterator[str]:
    """Every file, by name. What begins with a dot is unfinished or set aside, and is left out."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        if name and not name.startswith("."):
            yield f"{folder}/{name}" if folder else name
    for name in sorted(folders):
        if name and not name.startswith("."):
            yield from names(storage, f"{folder}/{name}" if folder else name)


def is_empty(storage: Storage) -> bool:
    return next(names(storage), None) is None


class Staging:
    """Files on a disk wait beside their place and are swapped in by renaming, so a mounted folder will do.

    A remote store knows no renaming: there they are written one by one, and what else lies there stays.
    """

    def __init__(self, storage: Storage, stamp: str) -> None:
        self.storage = storage
        self.root = Path(storage.location) if isinstance(storage, FileSystemStorage) else None
        self.stamp = stamp
        self.wrote = False
        """Whether anything in a remote store was replaced: there is no way back from that."""
        self._undo: list[tuple[Path, Path]] = []

    def take(self, name: str, source: IO[bytes]) -> None:
        if self.root is None:
            self.wrote = True
            self.storage.delete(name)
            if (written := self.storage.save(name, File(source, name))) != name:
                raise Refused(f"The store wrote “{name}” as “{written}”: it must let files be replaced.")
            return
        target = self._waiting / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            shutil.copyfileobj(source, file)

    def swap(self) -> list[Path]:
        """What was there before, set aside. Raises OSError, with everything back where it was."""
        if self.root is None:
            return []
        self.root.mkdir(parents=True, exist_ok=True)
        before = self.root / f"{BEFORE}{self.stamp}"
        for child in sorted(self.root.iterdir()):
            if not child.name.startswith("."):
                before.mkdir(exist_ok=True)
                self._move(child, before / child.name)
        if self._waiting.is_dir():
            for child in sorted(self._waiting.iterdir()):
                self._move(child, self.root / child.name)
        return [before] if before.is_dir() else []

    def undo(self) -> None:
        while self._undo:
            source, target = self._undo.pop()
            os.rename(target, source)
        if self.root is not None and (before := self.root / f"{BEFORE}{self.stamp}").is_dir():
            before.rmdir()

    def clear(self) -> None:
        if self.root is not None:
            shutil.rmtree(self._waiting, ignore_errors=True)

    @property
    def _waiting(self) -> Path:
        assert self.root is not None  # noqa: S101  (only storages on a disk stage)
        return self.root / f"{STAGING}{self.stamp}"

    def _move(self, source: Path, target: Path) -> None:
        os.rename(source, target)
        self._undo.append((source, target))
