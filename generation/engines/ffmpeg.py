"""One run of the ffmpeg program, its failures in the words of the interface."""

from __future__ import annotations

import os
import subprocess
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from generation.ports import EngineError, disk_is_full

QUIET = ("-hide_banner", "-nostdin", "-loglevel", "error", "-y")
SAME_BYTES = ("-fflags", "+bitexact", "-flags", "+bitexact")
"""No encoder tag and no date, so that the same input gives the same file."""
_FULL_DISK = "No space left on device"


class Program:
    """path: the ffmpeg program; "" for the one that comes with imageio-ffmpeg."""

    def __init__(self, path: str = "") -> None:
        self.path = path or _bundled()

    @property
    def version(self) -> str:
        return _version(self.path)

    def run(self, arguments: Sequence[str | Path], *, feed: Iterable[bytes] = ()) -> None:
        """Run to the end, with `feed` as its input. Raises EngineError with ffmpeg's last lines."""
        try:
            process = subprocess.Popen(
                [self.path, *QUIET, *map(str, arguments)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
        except OSError as error:
            raise _missing(self.path) from error
        with process:
            try:
                for block in feed:
                    process.stdin.write(block)
            except BrokenPipeError:
                pass  # ffmpeg gave up and says why on standard error
            except BaseException:
                process.kill()
                raise
            _, complaint = process.communicate()
        if process.returncode:
            raise _failure(complaint.decode(errors="replace"))


@contextmanager
def written(target: Path) -> Iterator[Path]:
    """A path beside `target` to write to. It takes the target's place at the end; a failure leaves none."""
    draft = target.with_name(f".{uuid.uuid4().hex}{target.suffix}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield draft
        os.replace(draft, target)
        return
    except OSError as error:
        _discard(draft)
        raise _unwritten(target, error) from error
    except BaseException:
        _discard(draft)
        raise


def _discard(draft: Path) -> None:
    """Where a draft can be neither written nor deleted, the first of the two is what people are told."""
    with suppress(OSError):
        draft.unlink(missing_ok=True)


def _unwritten(target: Path, error: OSError) -> EngineError:
    if disk_is_full(error):
        return _full()
    return EngineError(
        "cannot_write",
        f"{target.name} cannot be written in {target.parent}: {error.strerror or error}. "
        "Let the account that runs Greenroom write there, then retry.",
    )


def _full() -> EngineError:
    return EngineError(
        "disk_full", "The disk is full. Free some space, then retry: finished passages are kept."
    )


def _failure(complaint: str) -> EngineError:
    if _FULL_DISK in complaint:
        return _full()
    last = " / ".join(complaint.strip().splitlines()[-3:]) or "it gave no reason"
    return EngineError("ffmpeg_failed", f"ffmpeg could not make this file: {last}")


def _missing(path: str) -> EngineError:
    return EngineError(
        "engine_missing",
        f"ffmpeg cannot be started at {path}. "
        "Install imageio-ffmpeg, or name a working ffmpeg in GREENROOM_FFMPEG.",
    )


@cache
def _bundled() -> str:
    try:
        import imageio_ffmpeg

        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except (ImportError, RuntimeError) as error:
        raise _missing("its bundled place") from error


@cache
def _version(path: str) -> str:
    try:
        said = subprocess.run([path, "-version"], capture_output=True, text=True, check=True).stdout
        return said.split()[2]
    except (OSError, subprocess.CalledProcessError, UnicodeDecodeError, IndexError) as error:
        raise _missing(path) from error
