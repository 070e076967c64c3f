"""Whether the bytes of a picture hold the picture and nothing else, so that they may be kept as they are."""

from __future__ import annotations

import struct
from collections.abc import Iterator

PNG = b"\x89PNG\r\n\x1a\n"
PNG_PARTS = {
    b"IHDR",
    b"PLTE",
    b"IDAT",
    b"IEND",
    b"tRNS",
    b"gAMA",
    b"cHRM",
    b"sRGB",
    b"iCCP",
    b"pHYs",
    b"sBIT",
}
WEBP_PARTS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"}
JPEG_TABLES = {0xC0, 0xC1, 0xC2, 0xC4, 0xDA, 0xDB, 0xDD}
"""Frames, Huffman and quantisation tables, scans, restart intervals. EXIF and comments are not among them."""
JPEG_APPS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
JFIF_WITHOUT_THUMBNAIL = 16


def is_bare(content: bytes) -> bool:
    """Of a file that is known to be a whole picture: no EXIF, no comments, no text, nothing after it."""
    try:
        if content.startswith(PNG):
            return _is_bare_png(content)
        if content.startswith(b"\xff\xd8"):
            return _is_bare_jpeg(content)
        if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
            return _is_bare_webp(content)
    except struct.error:
        return False
    return False


def _is_bare_png(content: bytes) -> bool:
    place = len(PNG)
    while place < len(content):
        size, kind = struct.unpack_from(">I4s", content, place)
        place += size + 12
        if kind not in PNG_PARTS:
            return False
        if kind == b"IEND":
            return size == 0 and place == len(content)
    return False


def _is_bare_webp(content: bytes) -> bool:
    (size,) = struct.unpack_from("<I", content, 4)
    place = 12
    while place < len(content):
        kind, length = struct.unpack_from("<4sI", content, place)
        if kind not in WEBP_PARTS:
            return False
        place += 8 + length + length % 2
    return size + 8 == place == len(content)


def _is_bare_jpeg(content: bytes) -> bool:
    end = 0
    for marker, part, end in _jpeg_parts(content):
        if marker == 0xD9:
            return end == len(content)
        starts = JPEG_APPS.get(marker)
        if marker not in JPEG_TABLES and (starts is None or not part.startswith(starts)):
            return False
        if marker == 0xE0 and len(part) + 2 != JFIF_WITHOUT_THUMBNAIL:
            return False
    return False


def _jpeg_parts(content: bytes) -> Iterator[tuple[int, bytes, int]]:
    """(marker, what it holds, where it ends). The data of a scan is passed over."""
    place = 2
    while place + 2 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker == 0xD9:
            yield marker, b"", place + 2
            return
        (size,) = struct.unpack_from(">H", content, place + 2)
        part = content[place + 4 : place + 2 + size]
        place += 2 + size
        if marker == 0xDA:
            place = _end_of_scan(content, place)
        yield marker, part, place


def _end_of_scan(content: bytes, place: int) -> int:
    """The next marker that is neither a stuffed byte nor a restart."""
    while True:
        place = content.find(b"\xff", place)
        if place < 0 or place + 1 >= len(content):
            return len(content)
        following = content[place + 1]
        if following and not 0xD0 <= following <= 0xD7:
            return place
        place += 2
