"""MP3, WAV and Ogg, read by tinytag."""

from __future__ import annotations

from tinytag import TinyTag, TinyTagException

from courses.clips.contract import AUDIO, Measured
from courses.clips.reading import ENDS_EARLY, Reading
from courses.uploads import Unusable

PLAYED = {
    "mp3": {"audio/mpeg"},
    "wav": {'audio/wav; codecs="1"', 'audio/wav; codecs="3"'},
    "ogg": {'audio/ogg; codecs="vorbis"', 'audio/ogg; codecs="opus"'},
}
"""By the end of a file's name, what every browser plays."""
HEAD = 27
TAIL = HEAD + 255 + 255 * 255
"""No page of an Ogg file is longer."""
LAST_PAGE = 0x04


def read_sound(file: Reading, form: str) -> Measured:
    """form: a key of PLAYED. Raises Unusable."""
    try:
        # Without a name it goes by the content. Only an Ogg file is read faster with its tags.
        found = TinyTag.get(file_obj=file, tags=form == "ogg")  # type: ignore[arg-type]
    except TinyTagException as error:
        raise Unusable(_no(form)) from error
    if found.mime_type not in PLAYED[form] or not found.duration:
        raise Unusable(_no(form))
    promised = (found.bitrate or 0) * 1000 / 8 * found.duration
    if (form != "ogg" and promised > file.size * 1.02) or (form == "ogg" and not _is_ended(file)):
        raise Unusable(ENDS_EARLY)
    return Measured(AUDIO, found.duration)


def _is_ended(file: Reading) -> bool:
    """Whether the last page of an Ogg file says that it is the last, and is whole (RFC 3533, 6)."""
    tail = file.up_to(max(0, file.size - TAIL), TAIL)
    page = tail[tail.rfind(b"OggS\0") :]
    if len(page) < HEAD or not page[5] & LAST_PAGE:
        return False
    segments = page[HEAD : HEAD + page[HEAD - 1]]
    return len(page) >= HEAD + len(segments) + sum(segments)


def _no(form: str) -> str:
    return (
        f"This file is named .{form}, and no sound that browsers play could be read in it. "
        "Export it as MP3, M4A, WAV or Ogg (Vorbis, Opus) and upload that."
    )
