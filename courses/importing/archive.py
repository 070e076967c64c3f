"""A zip that somebody hands in, opened with care: nothing in it is believed before it was looked at."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from courses.importing.refusal import ImportRefused
from courses.importing.source import MAX_BYTES

MEMBERS = 2000
TOTAL = 2 * 1024**3
"""Bytes of all files together, unpacked."""
FILES = {
    r"(?:greenroom|competencies|characters)\.yaml": MAX_BYTES,
    r"course\.md": MAX_BYTES,
    r"modules/[\w-][\w.-]*\.md": MAX_BYTES,
    r"images/[^/]+\.(?i:png|jpe?g|webp|gif)": 40 * 1024**2,
    r"clips/[^/]+\.(?i:mp4|webm|mp3|m4a|wav|ogg|txt|vtt|yaml|png|jpe?g|webp|gif)": 320 * 1024**2,
}
"""What may be in it -> how many bytes, unpacked."""
RATIO, FREE = 200, 1024**2
"""Text shrinks to a twentieth. More than this, beyond a first megabyte, is made to fill a disk."""
LONGEST_NAME = 200
"""Bytes. Most file systems take 255."""
CHUNK = 256 * 1024
FOLDERS = {"modules/", "images/", "clips/"}


@contextmanager
def opened(path: Path) -> Iterator[Path]:
    """The files of a zip in a folder that is gone after the block. Raises ImportRefused."""
    if not path.is_file():
        raise ImportRefused(f"There is no file {path}. Check the name.")
    with TemporaryDirectory(prefix="greenroom-course-") as folder:
        try:
            with zipfile.ZipFile(path) as archive:
                _unpack(archive, Path(folder), path)
        except ImportRefused:
            raise
        except NotImplementedError as error:
            raise ImportRefused(f"{path.name} is packed in an unusual way. Make an ordinary zip.") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
            raise ImportRefused(
                f"{path.name} is no zip, or only a part of one. Export it again, or copy it again."
            ) from error
        except OSError as error:
            raise ImportRefused(f"{path.name} cannot be unpacked here: {error.strerror}.") from error
        yield Path(folder)


def _unpack(archive: zipfile.ZipFile, folder: Path, path: Path) -> None:
    members, name, packed = archive.infolist(), path.name, path.stat().st_size
    if len(members) > MEMBERS:
        raise ImportRefused(f"{name} holds {len(members)} files; a course may have {MEMBERS}.")
    seen: set[str] = set()
    total = 0
    for member in members:
        limit = _limit(member)
        if member.filename.casefold() in seen:
            raise ImportRefused(f"{shown(member)} is there twice. Keep one.")
        seen.add(member.filename.casefold())
        if not member.is_dir():
            total += _copy(archive, member, folder, min(limit, TOTAL - total))
        if total > FREE and total > RATIO * packed:
            raise ImportRefused(f"{name} unpacks to far more than it holds. Export it again.")


def _limit(member: zipfile.ZipInfo) -> int:
    """How large it may be. Raises ImportRefused for what has no place in a course."""
    name = member.filename
    too_long = any(len(part.encode()) > LONGEST_NAME for part in name.split("/"))
    if member.orig_filename != name or "\\" in name or too_long or not name.isprintable():
        raise ImportRefused(f"{shown(member)} is no name that a file of a course can have. Rename it.")
    if member.header_offset < 0:
        raise zipfile.BadZipFile("its beginning is missing")
    if name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in name.split("/"):
        raise ImportRefused(f"{shown(member)} would lie outside the course. Take it out.")
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise ImportRefused(f"{shown(member)} is a link, not a file. Put the file itself there.")
    if member.flag_bits & 0x1:
        raise ImportRefused(f"{shown(member)} is encrypted. Make the zip without a password.")
    if member.is_dir():
        if name not in FOLDERS:
            raise ImportRefused(_MISPLACED.format(shown(member)))
        return 0
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ImportRefused(f"{shown(member)} is packed in an unusual way. Make an ordinary zip.")
    limit = next((most for form, most in FILES.items() if re.fullmatch(form, name)), None)
    if limit is None:
        raise ImportRefused(_MISPLACED.format(shown(member)))
    return limit


_MISPLACED = (
    "{} has no place in a course. It holds course.md, modules/*.md, images, clips, and three .yaml files, "
    "without a folder around them."
)


def _copy(archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path, most: int) -> int:
    """Bytes written. What a zip says about sizes is not believed: it is counted."""
    target = folder / member.filename
    target.parent.mkdir(exist_ok=True)
    written = 0
    with archive.open(member) as packed, target.open("wb") as file:
        while chunk := packed.read(CHUNK):
            written += len(chunk)
            if written > most:
                raise ImportRefused(f"{shown(member)} is too large. Make it smaller.")
            if written > FREE and written > RATIO * max(member.compress_size, 1):
                raise ImportRefused(f"{shown(member)} unpacks to far more than it holds. Take it out.")
            file.write(chunk)
    return written


def shown(member: zipfile.ZipInfo) -> str:
    """A name as it can be printed."""
    name = member.orig_filename[:80]
    return name if name.isprintable() else ascii(name)[1:-1]
