"""Approved media of a module, small enough for a test."""

import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import imageio_ffmpeg
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from courses.models import MediaKind, MediaSet, ModulePage
from courses.services import attach_media

SECONDS_A_BLOCK = 3.0


@cache
def film(seconds: int) -> bytes:
    """A grey picture with a hum, as MP4 that can be seeked in."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / "film.mp4"
        picture = ["-f", "lavfi", "-i", f"color=c=gray:s=320x180:r=5:d={seconds}"]
        hum = ["-f", "lavfi", "-i", f"sine=f=220:d={seconds}"]
        form = [
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
            "-g",
            "5",
            "-c:a",
            "aac",
            "-movflags",
            "+faststart",
        ]
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", *picture, *hum, *form, str(target)]
        subprocess.run(command, check=True)  # noqa: S603
        return target.read_bytes()


def attached(module: ModulePage, *, approved_by=None, video: bytes = b"film", revision=None) -> MediaSet:
    """A set whose every block takes SECONDS_A_BLOCK, one cue each."""
    blocks = [str(block.id) for block in module.body]
    spans = [
        (SECONDS_A_BLOCK * at, SECONDS_A_BLOCK * (at + 1), one) for at, one in enumerate(["opening", *blocks])
    ]
    cues = [
        {"start": start, "end": end, "text": f"Line {at}.", "block_id": block, "name": ""}
        for at, (start, end, block) in enumerate(spans)
    ]
    chapters = [
        {"start": s, "end": e, "title": f"Chapter {at}", "block_id": b} for at, (s, e, b) in enumerate(spans)
    ]
    store = storages["productions"]
    contents = {
        MediaKind.VIDEO: video,
        MediaKind.AUDIO: video,
        MediaKind.CAPTIONS: b"WEBVTT\n\n00:00.000 --> 00:03.000\nLine 0.\n",
        MediaKind.REFERENCE_HTML: b"<!doctype html><html lang=en><title>Sheet</title><h1>Sheet</h1>",
        MediaKind.REFERENCE_PDF: b"%PDF-1.7",
    }
    return attach_media(
        module=module,
        revision=revision or module.live_revision,
        digest="d" * 64,
        seconds=SECONDS_A_BLOCK * len(spans),
        cues=cues,
        chapters=chapters,
        engines={"narration": "eSpeak NG 1.52", "slides": "Typst 0.15"},
        approved_by=approved_by,
        files={kind: store.save(f"made/{kind}", ContentFile(content)) for kind, content in contents.items()},
    )
