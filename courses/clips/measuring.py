"""What an uploaded film or recording is, judged by its content and not by its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.template.defaultfilters import filesizeformat

from courses.clips.contract import AUDIO, Measured
from courses.clips.mp4 import read_mp4
from courses.clips.reading import Reading
from courses.clips.sound import read_sound
from courses.clips.webm import read_webm
from courses.durations import timecode
from courses.pacing import LIMIT_SECONDS
from courses.uploads import Unusable

MOST_BYTES = 300 * 1024 * 1024
SHORTEST = 0.2
"""Seconds. Less is an export that went wrong."""
CONTENT_TYPES = {
    "mp4": "video/mp4",
    "webm": "video/webm",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
    "ogg": "audio/ogg",
}
"""By the end of a file's name."""
KINDS = {form: told.partition("/")[0] for form, told in CONTENT_TYPES.items()}
READERS: dict[str, Callable[[Reading], Measured]] = {
    "mp4": read_mp4,
    "m4a": read_mp4,
    "webm": read_webm,
    **{form: lambda file, form=form: read_sound(file, form) for form in ("mp3", "wav", "ogg")},
}


def form_of(name: str) -> str:
    """The end of a name, if it is one of CONTENT_TYPES; else nothing."""
    form = name.rpartition(".")[2].lower()
    return form if form in CONTENT_TYPES else ""


def measure(file: Any, name: str) -> Measured:
    """file: seekable, opened for reading. Raises Unusable."""
    form = form_of(name)
    if not form:
        raise Unusable(
            "A clip is MP4 or WebM; a recording is MP3, M4A, WAV or Ogg. Export it as one of these."
        )
    reading = Reading(file)
    if reading.size > MOST_BYTES:
        raise Unusable(
            f"This file is larger than {filesizeformat(MOST_BYTES)}. Export it smaller: 1080p is enough."
        )
    found = READERS[form](reading)
    if found.kind != KINDS[form]:
        raise Unusable(_wrongly_named(form, found.kind))
    if found.seconds < SHORTEST:
        raise Unusable("This file lasts no time at all. Export it again and upload the new one.")
    if found.seconds > LIMIT_SECONDS:
        raise Unusable(
            f"This clip lasts {timecode(found.seconds)}, and a whole module has fifteen minutes. "
            "Cut it shorter."
        )
    return found


def _wrongly_named(form: str, kind: str) -> str:
    if kind == AUDIO:
        return (
            f"This file is named .{form} and has no picture. "
            "Export the sound as M4A or MP3 and add it as audio."
        )
    return f"This file is named .{form} and has a picture. Name it .mp4 and add it as video."
