"""MP4 and M4A (ISO/IEC 14496-12): tracks, codecs and length out of a few boxes, without decoding."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from courses.clips.contract import AUDIO, VIDEO, Measured
from courses.clips.reading import DAMAGED, ENDS_EARLY, Reading
from courses.uploads import Unusable

PICTURE_CODECS = {"avc1", "avc3"}
SOUND_CODECS = {"mp4a"}
_KNOWN = {"hvc1": "HEVC", "hev1": "HEVC", "av01": "AV1", "vp09": "VP9", "ac-3": "Dolby Digital"}
_FULL = 4
"""Bytes of version and flags, with which many boxes begin."""


@dataclass(frozen=True)
class Box:
    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Track:
    """handler: vide, soun or another. codec: four letters."""

    handler: str
    codec: str
    width: int
    height: int


def read_mp4(file: Reading) -> Measured:
    """Raises Unusable."""
    if file.up_to(4, 4) != b"ftyp":
        raise Unusable("This file is no MP4. Export it as MP4 (H.264 and AAC) and upload that.")
    top: dict[str, Box] = {}
    for box in _boxes(file, 0, file.size):
        top.setdefault(box.kind, box)
    if "moof" in top:
        raise Unusable("This MP4 is cut up for streaming. Export it as one plain MP4 and upload that.")
    if "moov" not in top or "mdat" not in top:
        raise Unusable(ENDS_EARLY)
    inside = list(_boxes(file, top["moov"].start, top["moov"].end))
    tracks = [_track(file, box) for box in inside if box.kind == "trak"]
    seconds = next((_seconds(file, box) for box in inside if box.kind == "mvhd"), 0.0)
    return _measured([one for one in tracks if one], seconds)


def _measured(tracks: list[Track], seconds: float) -> Measured:
    pictures = [one for one in tracks if one.handler == "vide"]
    sounds = [one for one in tracks if one.handler == "soun"]
    if not pictures and not sounds:
        raise Unusable("This file holds neither picture nor sound. Export it again and upload the new one.")
    for track, codecs in [(one, PICTURE_CODECS) for one in pictures] + [
        (one, SOUND_CODECS) for one in sounds
    ]:
        if track.codec not in codecs:
            name = _KNOWN.get(track.codec, track.codec)
            raise Unusable(
                f"This file is coded as {name}, which not every browser plays. "
                "Export it as MP4 with H.264 and AAC."
            )
    if not pictures:
        return Measured(AUDIO, seconds)
    return Measured(VIDEO, seconds, pictures[0].width or None, pictures[0].height or None)


def _boxes(file: Reading, start: int, end: int) -> Iterator[Box]:
    while start + 8 <= end:
        size, kind = struct.unpack(">I4s", file.at(start, 8))
        head = 8
        if size == 1:
            (size,), head = struct.unpack(">Q", file.at(start + 8, 8)), 16
        elif size == 0:
            size = end - start
        if size < head:
            raise Unusable(DAMAGED)
        if start + size > end:
            raise Unusable(ENDS_EARLY)
        yield Box(kind.decode("latin-1"), start + head, start + size)
        start += size


def _below(file: Reading, box: Box, *path: str) -> Box | None:
    found: Box | None = box
    for kind in path:
        if found is None:
            return None
        found = next((one for one in _boxes(file, found.start, found.end) if one.kind == kind), None)
    return found


def _track(file: Reading, box: Box) -> Track | None:
    handler = _below(file, box, "mdia", "hdlr")
    described = _below(file, box, "mdia", "minf", "stbl", "stsd")
    if handler is None or described is None:
        return None
    return Track(
        file.at(handler.start + _FULL + 4, 4).decode("latin-1"),
        # After the number of entries comes the first one: its size, then its codec.
        file.at(described.start + _FULL + 8, 4).decode("latin-1"),
        *_shown(file, _below(file, box, "tkhd")),
    )


def _shown(file: Reading, header: Box | None) -> tuple[int, int]:
    """Width and height, turned as the picture is: a phone held upright writes a picture that lies."""
    if header is None:
        return 0, 0
    long = file.at(header.start, 1)[0] == 1
    matrix = header.start + (52 if long else 40)
    a, b = struct.unpack(">ii", file.at(matrix, 8))
    width, height = (side >> 16 for side in struct.unpack(">II", file.at(matrix + 36, 8)))
    return (height, width) if a == 0 and b != 0 else (width, height)


def _seconds(file: Reading, header: Box) -> float:
    if file.at(header.start, 1)[0] == 1:
        scale, length = struct.unpack(">IQ", file.at(header.start + 20, 12))
        unknown = 2**64 - 1
    else:
        scale, length = struct.unpack(">II", file.at(header.start + 12, 8))
        unknown = 2**32 - 1
    return 0.0 if not scale or length == unknown else length / scale
