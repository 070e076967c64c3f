"""Hostile files, made here."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

GPS = 0x8825
ORIENTATION = 0x0112
MAKE, WIDTH = 0x010F, 0x0100
TEXT = 2
"""A kind of value in EXIF."""
HTML = b"<!doctype html><script>alert(document.domain)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(form: str = "PNG", size: tuple[int, int] = (40, 20), **options) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, "navy").save(target, form, **options)
    return target.getvalue()


def moving(form: str = "PNG") -> bytes:
    target = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("navy", "teal", "black")]
    frames[0].save(target, form, save_all=True, append_images=frames[1:])
    return target.getvalue()


def located() -> bytes:
    """A photograph lying on its side that says where it was taken."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[2] = (51.0, 30.0, 26.0)
    return picture("JPEG", (60, 20), exif=exif)


def with_preview() -> bytes:
    """A photograph as many cameras write it: a JPEG with a smaller one behind it."""
    target = io.BytesIO()
    preview = Image.new("RGB", (16, 8), "teal")
    Image.new("RGB", (40, 20), "navy").save(target, "MPO", save_all=True, append_images=[preview])
    return target.getvalue()


def odd() -> bytes:
    """A photograph on its side whose camera wrote a word where EXIF wants the width."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[MAKE] = "Lamp"
    content = picture("JPEG", (60, 20), exif=exif)
    make, width = struct.pack(">HH", MAKE, TEXT), struct.pack(">HH", WIDTH, TEXT)
    if content.count(make) != 1:
        raise ValueError("Pillow writes EXIF otherwise now.")
    return content.replace(make, width)


def bomb(side: int) -> bytes:
    """A PNG of side × side pixels in a few bytes of header, with hardly any data behind it."""
    return _png(side, zlib.compress(b"\0" * 1000))


def folded(side: int) -> bytes:
    """The same with all its data: black pixels, of one bit each, in a few kB."""
    return _png(side, zlib.compress(bytes(side * (1 + side // 8))))


def _png(side: int, data: bytes) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
