"""An author's clip on its way in: its file on this machine, looked at before anything is made of it.

Uploads were measured when they came (courses/clips); a file may be damaged, cut off or exchanged since, and
what browsers play is more than what fits a lesson's picture. Whatever does not is told as `bad_clip`.
"""

from __future__ import annotations

import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path

import av
from av.container import InputContainer
from av.stream import Stream
from django.core.files.storage import FileSystemStorage, default_storage

from courses.durations import timecode
from courses.pacing import LIMIT_SECONDS
from generation.ports import EngineError, disk_is_full

MOST_PIXELS = 4096 * 2304
"""Of a picture: 4K."""
SLACK = 1.0
"""Seconds that picture and sound together may fall short of what the file says of itself."""
HIGH_RANGE = {16: "PQ", 18: "HLG"}
"""Transfer curves (ITU-T H.273) of pictures that would come out grey."""
AGAIN = "Export it again, upload it as a clip of its own and choose it in the lesson."


@dataclass(frozen=True)
class Found:
    """What a file holds."""

    has_picture: bool
    has_sound: bool


def bad(title: str, what: str) -> EngineError:
    return EngineError("bad_clip", f"The clip “{title}” {what}")


def fetched(name: str, title: str, folder: Path) -> Path:
    """A clip's file as one of this machine. name: in the default storage. A remote one is copied once."""
    try:
        if isinstance(default_storage, FileSystemStorage):
            return _there(Path(default_storage.path(name)))
        copy = folder / Path(name).name
        if not copy.exists():
            part = copy.with_name(f".{uuid.uuid4().hex}.part")
            with default_storage.open(name) as source, part.open("wb") as target:
                shutil.copyfileobj(source, target)
            part.replace(copy)
        return copy
    except FileNotFoundError as error:
        raise bad(title, f"is gone from the store. {AGAIN}") from error


def _there(path: Path) -> Path:
    if not path.is_file():
        raise FileNotFoundError(path)
    return path


def look(path: Path, *, title: str, seconds: float) -> Found:
    """seconds: that the file is said to last. Raises EngineError bad_clip."""
    if seconds <= 0:
        raise bad(title, f"lasts no time at all. {AGAIN}")
    if seconds > LIMIT_SECONDS:
        raise bad(
            title,
            f"lasts {timecode(seconds)}, and a whole lesson has fifteen minutes. Cut it shorter. {AGAIN}",
        )
    try:
        with av.open(str(path)) as container:
            _check_picture(container, title)
            _check_end(container, title, seconds)
            return Found(bool(container.streams.video), bool(container.streams.audio))
    except (av.error.FFmpegError, OSError) as error:
        if isinstance(error, OSError) and disk_is_full(error):
            raise
        raise bad(title, f"cannot be read: its file is damaged, or no film or recording. {AGAIN}") from error


def _check_picture(container: InputContainer, title: str) -> None:
    for stream in container.streams.video[:1]:
        picture = stream.codec_context
        if picture.width * picture.height > MOST_PIXELS:
            size = f"{picture.width} x {picture.height}"
            raise bad(title, f"is {size} large, more than 4K. Export it at 1920 x 1080. {AGAIN}")
        if picture.color_trc in HIGH_RANGE:
            curve = HIGH_RANGE[picture.color_trc]
            raise bad(title, f"is HDR ({curve}), and lessons are Rec. 709. Grade it to SDR. {AGAIN}")


def _check_end(container: InputContainer, title: str, seconds: float) -> None:
    streams: list[Stream] = [*container.streams.video[:1], *container.streams.audio[:1]]
    if not streams:
        raise bad(title, f"holds neither picture nor sound. {AGAIN}")
    end = 0.0
    for packet in container.demux(streams):
        if packet.pts is not None and packet.time_base is not None:
            end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
    end -= (container.start_time or 0) / av.time_base
    if end < seconds - SLACK:
        raise bad(
            title, f"ends at {timecode(end)}, and should last {timecode(seconds)}: a part is missing. {AGAIN}"
        )
