"""What people upload, judged by its content. Of a picture only pixels and colours are kept."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence

from django.template.defaultfilters import filesizeformat
from PIL import ExifTags, Image, UnidentifiedImageError

LONGEST_SIDE = 12_000
"""Pixels. A slide has 1920."""
DAMAGED = "This picture is damaged. Save it again."
UNWRITTEN = "We cannot keep pictures of this kind. Export it as PNG or JPEG and upload that."
DOCUMENT_BYTES = 20 * 1024 * 1024
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF's orientation -> what puts a picture upright."""
QUALITY = {"JPEG": 95, "WEBP": 95}
PDF_STARTS_WITHIN = 1024
"""Bytes before %PDF- that readers put up with."""


class Unusable(ValueError):
    """The message says what is wrong with a file and what to do."""


def plain_picture(content: bytes, *, formats: Sequence[str] | None = None) -> bytes:
    """The picture itself, upright, without EXIF (where, when, by whom) or a tail. formats: what it may be, as
    Pillow names them; None for all. Raises Unusable.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=formats) as picture:
                return _written_anew(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Unusable("This picture has far too many pixels. Save it smaller.") from error
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError) as error:
        if isinstance(error, Unusable):
            raise
        raise Unusable(DAMAGED) from error


def _written_anew(picture: Image.Image) -> bytes:
    if max(picture.size) > LONGEST_SIDE:
        raise Unusable(f"This picture is longer than {LONGEST_SIDE} pixels. Crop or scale it.")
    # A JPEG of several pictures does not move: a camera put its preview behind the photograph.
    form = "JPEG" if picture.format == "MPO" else picture.format or ""
    if form != "JPEG" and getattr(picture, "n_frames", 1) > 1:
        raise Unusable("This picture moves. Use one still frame of it.")
    if form.upper() not in Image.SAVE:
        raise Unusable(UNWRITTEN)  # Pillow reads more kinds than it writes
    options = {"quality": QUALITY[form]} if form in QUALITY else {}
    if profile := picture.info.get("icc_profile"):
        options["icc_profile"] = profile
    # Not Pillow's own exif_transpose: it writes the EXIF anew, and stumbles over what some cameras put there.
    turn = TURNS.get(picture.getexif().get(ExifTags.Base.Orientation))
    upright = picture.copy() if turn is None else picture.transpose(turn)
    # What a format keeps beside the pixels would be written again: text of a PNG, XMP, EXIF.
    upright.info = {key: value for key, value in upright.info.items() if key in ("transparency", "gamma")}
    target = io.BytesIO()
    upright.save(target, format=form, **options)
    return target.getvalue()


def check_document(name: str, content: bytes) -> None:
    """Raises Unusable for a document that is not what its name says."""
    if len(content) > DOCUMENT_BYTES:
        raise Unusable(f"This file is larger than {filesizeformat(DOCUMENT_BYTES)}. Upload a smaller one.")
    if name.lower().endswith(".pdf"):
        if b"%PDF-" not in content[:PDF_STARTS_WITHIN]:
            raise Unusable("This file is named .pdf and is no PDF. Export it as PDF and upload it again.")
        return
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unusable("This is not UTF-8 text. Save the file as UTF-8 and upload it again.") from error
    if "\0" in text:
        raise Unusable("This file is named as text and holds none. Upload the text itself, or a PDF.")
