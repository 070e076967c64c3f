"""Font files that a studio brings: whether one is what it says, and what its family is called."""

from __future__ import annotations

import io

from PIL import ImageFont

LARGEST = 10 * 1024 * 1024
"""Bytes. Faces of large scripts have more; a lesson of one studio needs none of them."""
SIGNATURES = (b"\x00\x01\x00\x00", b"OTTO", b"true")
"""What OpenType and TrueType begin with (OpenType 1.9.1, "Organization of an OpenType font")."""
LETTERS = "AEIOUaeiou0123456789.,"


class BadFont(ValueError):
    """Its text says what is wrong and what to do."""


def family_of(data: bytes) -> str:
    """The family a font file belongs to. Raises BadFont."""
    if len(data) > LARGEST:
        raise BadFont(
            f"It is larger than {LARGEST // 1024 // 1024} MB. Choose a file with fewer letters in it."
        )
    if not data.startswith(SIGNATURES):
        raise BadFont(
            "It is no OTF or TTF font. Web fonts (WOFF) and collections cannot be used: take the file out."
        )
    try:
        face = ImageFont.truetype(io.BytesIO(data), 40)
        family = (face.getname()[0] or "").strip()
        drawn = [bytes(face.getmask(letter)) for letter in LETTERS]
    except (OSError, ValueError, SyntaxError) as error:
        raise BadFont("It cannot be opened: the file is damaged. Export it again.") from error
    if not family:
        raise BadFont("It has no family name. Export it again with one.")
    if len(set(drawn)) < len(LETTERS) // 2:
        raise BadFont("It has no Latin letters, so nobody could read a lesson in it. Choose another one.")
    return family
