"""The disk is full halfway through a production, and then there is room again."""

import errno
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generation import pipeline, services, store
from generation.models import Artifact, State
from generation.stages.side_by_side import AT_ONCE
from tests.kills.line import finished

pytestmark = pytest.mark.django_db
ROOM = 600_000
"""Bytes: more than one passage of sound, less than all of them."""


class RealDisk:
    """A file system of its own, in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._mount(f"size={ROOM}")

    def grow(self) -> None:
        self._mount("remount,size=100m")

    def _mount(self, options: str) -> None:
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(self.folder)]
        subprocess.run(command, check=True, capture_output=True)

    def close(self) -> None:
        subprocess.run(["umount", str(self.folder)], check=True)


class CountedDisk:
    """Where nobody may mount one: a copy stops in its middle once ROOM bytes are there."""

    def __init__(self, folder: Path, monkeypatch) -> None:
        self.folder, self.room = folder, ROOM
        monkeypatch.setattr(store.shutil, "copyfile", self._copy)

    def grow(self) -> None:
        self.room *= 1000

    def _copy(self, source: Path, target: Path) -> None:
        data = Path(source).read_bytes()
        used = sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())
        Path(target).write_bytes(data[: max(0, self.room - used)])
        if used + len(data) > self.room:
            raise OSError(errno.ENOSPC, "No space left on device")

    def close(self) -> None:
        pass


@contextmanager
def small_disk(kind: str, folder: Path, monkeypatch) -> Iterator[RealDisk | CountedDisk]:
    folder.mkdir(parents=True, exist_ok=True)
    try:
        disk = RealDisk(folder) if kind == "real" else CountedDisk(folder, monkeypatch)
    except subprocess.CalledProcessError:
        disk = CountedDisk(folder, monkeypatch)
    try:
        yield disk
    finally:
        disk.close()


@pytest.mark.parametrize("kind", ["real", "counted"])
def test_a_disk_that_is_full_halfway_loses_nothing_and_leaves_no_half_files(
    production, engines, kind, settings, monkeypatch
):
    folder = Path(settings.GREENROOM_PRODUCTIONS_ROOT)
    with small_disk(kind, folder, monkeypatch) as disk:
        halfway = pipeline.finish(production, engines=engines)
        assert (halfway.state, halfway.reason_code) == (State.FAILED, "disk_full")
        assert "Make room" in halfway.reason
        before, spoken = finished(), list(engines.speech().said)
        assert [piece.stage for piece in before.values()].count("speech") > 0
        _every_file_is_whole(folder)

        disk.grow()
        services.retry(production=halfway)
        made = pipeline.finish(halfway, engines=engines)
        assert made.state == State.AWAITING_REVIEW
        assert before.items() <= finished().items()
        _every_file_is_whole(folder)
        kept = Artifact.objects.filter(stage="speech").values_list("meta", flat=True)
        lines = sum(len({word[0] for word in meta["words"]}) for meta in kept)
        longest_passage = 4  # lines
        again = len(engines.speech().said) - lines
        assert spoken and again <= 2 * AT_ONCE * longest_passage, "only what was in hand is spoken again"
        assert [event.kind for event in made.events.all()] == ["asked", "failed", "retried", "made"]


def _every_file_is_whole(folder: Path) -> None:
    sizes = dict(Artifact.objects.exclude(file="").values_list("file", "size"))
    there = {
        str(path.relative_to(folder)): path.stat().st_size for path in folder.rglob("*") if path.is_file()
    }
    assert there == sizes
