"""Films and recordings of a second, made here once a process, and the clips that hold them."""

from __future__ import annotations

import hashlib
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import imageio_ffmpeg
from django.core.files.base import ContentFile

from courses.clips import CONTENT_TYPES
from courses.models import Clip
from tests import factories

SECONDS = 1.0
CAPTIONS = "WEBVTT\n\n00:00:00.100 --> 00:00:00.900\n<v Mara>One lamp, frame left.\n"
TRANSCRIPT = "Mara: One lamp, frame left."
GREY = ("-f", "lavfi", "-i", "color=c=gray:s=160x90:r=5:d=1")
HUM = ("-f", "lavfi", "-i", "sine=f=220:d=1")
CODECS = {
    "mp4": (*GREY, *HUM, "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"),
    "webm": (*GREY, *HUM, "-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus"),
    "m4a": (*HUM, "-c:a", "aac"),
    "mp3": (*HUM, "-c:a", "libmp3lame"),
    "wav": HUM,
    "ogg": (*HUM, "-c:a", "libvorbis"),
}


@cache
def made(form: str, *more: str, named: str = "") -> bytes:
    """A file of one second. more: of ffmpeg's options. named: as another kind of file."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / f"clip.{named or form}"
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", *CODECS[form], *more, str(target)]
        subprocess.run(command, check=True)
        return target.read_bytes()


def clip(form: str = "mp4", *, title: str = "The lamp test", seconds: float = SECONDS, **fields) -> Clip:
    """A clip of the library as its form would have left it. seconds: what was measured."""
    factories.root()
    kind = CONTENT_TYPES[form].partition("/")[0]
    said = {"transcript": TRANSCRIPT, "captions": CAPTIONS if kind == "video" else ""} | fields
    content = made(form)
    said["file_hash"] = hashlib.sha256(content).hexdigest()
    file = ContentFile(content, f"lamp.{form}")
    return Clip.objects.create(title=title, file=file, type=kind, duration=seconds, **said)


def lay_beside(folder: Path) -> None:
    """The clips that docs/authoring.md shows, with their words."""
    (folder / "lamp-test.mp4").write_bytes(made("mp4"))
    (folder / "room-tone.mp3").write_bytes(made("mp3"))
    (folder / "lamp-test.vtt").write_text(CAPTIONS)
    for name in ("lamp-test", "room-tone"):
        (folder / f"{name}.txt").write_text(TRANSCRIPT)
