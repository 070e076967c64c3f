"""The file itself: a tar whose last entries name every other with its size and SHA-256."""

from __future__ import annotations

import hashlib
import json
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

from config.backup.contract import Refused

FORMAT = 1
MANIFEST, SEAL = "manifest.json", "manifest.sha256"
TOLD = {"format", "entries", "versions", "database", "migrations", "rows", "made_at"}
ROOTS = ("database", "media", "productions")


class Writer:
    def __init__(self, file: IO[bytes]) -> None:
        self.tar = tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT)
        self.entries: dict[str, dict[str, Any]] = {}

    def add(self, name: str, source: IO[bytes], size: int) -> None:
        """Raises OSError where the source ends before its size."""
        check_name(name)
        reader = _Hashing(source)
        self._put(name, reader, size)
        self.entries[name] = {"size": size, "sha256": reader.digest.hexdigest()}

    def seal(self, facts: dict[str, Any]) -> None:
        text = json.dumps({"format": FORMAT, **facts, "entries": self.entries}, indent=1).encode()
        for name, data in ((MANIFEST, text), (SEAL, hashlib.sha256(text).hexdigest().encode())):
            info = tarfile.TarInfo(name)
            info.size, info.mode = len(data), 0o600
            self.tar.addfile(info, _Bytes(data))
        self.tar.close()

    def _put(self, name: str, reader: _Hashing, size: int) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        self.tar.addfile(info, reader)


class _Hashing:
    def __init__(self, source: IO[bytes]) -> None:
        self.source, self.digest = source, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.source.read(size)
        self.digest.update(data)
        return data


class _Bytes:
    def __init__(self, data: bytes) -> None:
        self.data = data

    def read(self, size: int = -1) -> bytes:
        taken, self.data = self.data[:size], self.data[size:]
        return taken


def check_name(name: str) -> None:
    """Raises Refused for a name that could lead out of the folder it is unpacked into."""
    parts = PurePosixPath(name).parts
    plain = "\\" not in name and "\0" not in name and "/".join(parts) == name
    if not plain or len(parts) < 2 or parts[0] not in ROOTS or ".." in parts:
        raise Refused(
            f"The backup holds an entry called “{name}”, which no backup of ours does. Take another."
        )


def verify(path: Path) -> dict[str, Any]:
    """The manifest of a whole and unchanged backup. Raises Refused for any other."""
    found: dict[str, dict[str, Any]] = {}
    kept: dict[str, bytes] = {}
    with opened(path) as tar:
        for member, source in _files(tar):
            if member.name in (MANIFEST, SEAL) and member.name not in kept:
                kept[member.name] = source.read()
                continue
            check_name(member.name)
            if member.name in found:
                raise Refused(f"The backup holds “{member.name}” twice. Take another.")
            digest = hashlib.file_digest(source, "sha256").hexdigest()
            found[member.name] = {"size": member.size, "sha256": digest}
    if not {MANIFEST, SEAL} <= kept.keys():
        raise Refused("The backup has no end: it was cut off, or is not one of ours. Take another.")
    if hashlib.sha256(kept[MANIFEST]).hexdigest().encode() != kept[SEAL]:
        raise Refused("The backup's list of contents was changed after it was written. Take another.")
    manifest = json.loads(kept[MANIFEST])
    if not manifest.keys() >= TOLD:
        raise Refused("The backup's list of contents lacks what every list of ours holds. Take another.")
    _compare(manifest["entries"], found)
    return manifest


def _compare(told: dict[str, Any], found: dict[str, Any]) -> None:
    if missing := sorted(told.keys() - found.keys()):
        raise Refused(
            f"The backup lacks {len(missing)} of its entries, among them “{missing[0]}”. Take another."
        )
    if foreign := sorted(found.keys() - told.keys()):
        raise Refused(f"The backup holds “{foreign[0]}”, which is not in its list of contents. Take another.")
    for name, facts in told.items():
        if found[name] != facts:
            raise Refused(f"“{name}” in the backup is not as it was written. Take another.")


@contextmanager
def opened(path: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(path, "r:") as tar:
            yield tar
    except (tarfile.TarError, EOFError, UnicodeDecodeError) as error:
        raise Refused(f"{path} cannot be read as a backup ({error}). Take another.") from error
    except FileNotFoundError as error:
        raise Refused(f"There is no file {path}.") from error


def _files(tar: tarfile.TarFile) -> Iterator[tuple[tarfile.TarInfo, IO[bytes]]]:
    for member in tar:
        source = tar.extractfile(member) if member.isreg() else None
        if source is None:
            raise Refused(f"“{member.name}” in the backup is no plain file. Take another.")
        yield member, source


def entries(path: Path) -> Iterator[tuple[str, int, IO[bytes]]]:
    """(name, bytes, contents) of everything but the manifest. For a file that verify() has passed."""
    with opened(path) as tar:
        for member, source in _files(tar):
            if member.name not in (MANIFEST, SEAL):
                yield member.name, member.size, source
