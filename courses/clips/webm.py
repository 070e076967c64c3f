"""WebM (Matroska, RFC 9559): tracks, codecs and length out of the head of the file, without decoding."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from courses.clips.contract import AUDIO, VIDEO, Measured
from courses.clips.reading import DAMAGED, ENDS_EARLY, Reading
from courses.uploads import Unusable

EBML, DOC_TYPE, SEGMENT, CLUSTER = 0x1A45DFA3, 0x4282, 0x18538067, 0x1F43B675
INFO, SCALE, DURATION = 0x1549A966, 0x2AD7B1, 0x4489
TRACKS, ENTRY, TYPE, CODEC, PICTURE, WIDTH, HEIGHT = 0x1654AE6B, 0xAE, 0x83, 0x86, 0xE0, 0xB0, 0xBA
CODECS = {"V_VP8", "V_VP9", "V_AV1", "A_VORBIS", "A_OPUS"}
NO_WEBM = "This file is no WebM. Export it as WebM or MP4 and upload that."
ENDLESS = "This WebM does not say how long it is, as live recordings do. Export it as MP4 and upload that."
LONGEST_VALUE = 64


@dataclass(frozen=True)
class Element:
    """end: None where the file leaves it open."""

    kind: int
    start: int
    end: int | None


def read_webm(file: Reading) -> Measured:
    """Raises Unusable."""
    head = _element(file, 0)
    if head.kind != EBML or head.end is None:
        raise Unusable(NO_WEBM)
    if _values(file, head, {DOC_TYPE}).get(DOC_TYPE, b"").rstrip(b"\0") != b"webm":
        raise Unusable(NO_WEBM)
    segment = _element(file, head.end)
    if segment.kind != SEGMENT:
        raise Unusable(NO_WEBM)
    if segment.end is not None and segment.end > file.size:
        raise Unusable(ENDS_EARLY)
    seconds, found = 0.0, []
    for part in _inside(file, segment):
        if part.kind == CLUSTER:
            break
        if part.kind == INFO:
            seconds = _seconds(file, part)
        elif part.kind == TRACKS:
            found = [_track(file, one) for one in _inside(file, part) if one.kind == ENTRY]
    else:
        raise Unusable(ENDS_EARLY)
    if not seconds:
        raise Unusable(ENDLESS)
    return _measured(found, seconds)


def _measured(tracks: list[dict[int, bytes]], seconds: float) -> Measured:
    kinds = {_number(one.get(TYPE, b"")) for one in tracks} & {1, 2}
    if not kinds:
        raise Unusable("This file holds neither picture nor sound. Export it again and upload the new one.")
    for one in tracks:
        codec = one.get(CODEC, b"").rstrip(b"\0").decode("latin-1")
        if _number(one.get(TYPE, b"")) in (1, 2) and codec not in CODECS:
            raise Unusable(
                f"This file is coded as {codec or 'nothing we know'}, which browsers do not play in WebM. "
                "Export it as MP4 with H.264 and AAC."
            )
    shown = next((one for one in tracks if _number(one.get(TYPE, b"")) == 1), None)
    if shown is None:
        return Measured(AUDIO, seconds)
    width, height = (_number(shown.get(side, b"")) or None for side in (WIDTH, HEIGHT))
    return Measured(VIDEO, seconds, width, height)


def _seconds(file: Reading, info: Element) -> float:
    values = _values(file, info, {SCALE, DURATION})
    scale, written = _number(values.get(SCALE, b"")) or 1_000_000, values.get(DURATION, b"")
    form = {4: ">f", 8: ">d"}.get(len(written))
    ticks = struct.unpack(form, written)[0] if form else 0.0
    return ticks * scale / 1e9 if 0 < ticks < float("inf") else 0.0


def _track(file: Reading, entry: Element) -> dict[int, bytes]:
    found = _values(file, entry, {TYPE, CODEC})
    for one in _inside(file, entry):
        if one.kind == PICTURE:
            found |= _values(file, one, {WIDTH, HEIGHT})
    return found


def _values(file: Reading, parent: Element, wanted: set[int]) -> dict[int, bytes]:
    found = {}
    for one in _inside(file, parent):
        if one.kind in wanted and one.end is not None:
            found[one.kind] = file.at(one.start, min(one.end - one.start, LONGEST_VALUE))
    return found


def _inside(file: Reading, parent: Element) -> Iterator[Element]:
    """The elements of one. One without an end of its own is the last."""
    at, end = parent.start, file.size if parent.end is None else parent.end
    while at < end:
        found = _element(file, at)
        if found.end is not None and found.end > end:
            raise Unusable(ENDS_EARLY)
        yield found
        if found.end is None:
            return
        at = found.end


def _element(file: Reading, at: int) -> Element:
    head = file.up_to(at, 12)
    kind, used = _length_coded(head, 0, keep_marker=True)
    size, more = _length_coded(head, used, keep_marker=False)
    start = at + used + more
    return Element(kind, start, None if size == 2 ** (7 * more) - 1 else start + size)


def _length_coded(data: bytes, at: int, *, keep_marker: bool) -> tuple[int, int]:
    """A number whose first byte says in how many bytes it is written, and how many these are."""
    if at >= len(data) or not data[at]:
        raise Unusable(DAMAGED)
    length = 9 - data[at].bit_length()
    if at + length > len(data):
        raise Unusable(ENDS_EARLY)
    number = int.from_bytes(data[at : at + length])
    return (number if keep_marker else number & (2 ** (7 * length) - 1)), length


def _number(written: bytes) -> int:
    return int.from_bytes(written)
