"""Pictures that learners upload: judged by their content, written anew, and looked at once."""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass
from threading import Lock

from django.template.defaultfilters import filesizeformat
from PIL import Image, UnidentifiedImageError

from courses.uploads import DAMAGED, Unusable, plain_picture
from labs.looks import Look, look_of

FORMS = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}
"""What is taken -> the ending it is kept under."""
TYPES = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}
MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 24_000_000
PREVIEW_SIDE = 640
"""Pixels, the longer side."""
UNFOLDING = Lock()
"""One picture at a time in a process: each takes up to some 300 MB while it is unfolded."""
NO_PICTURE = "This is no PNG, JPEG or WebP picture. Export it as one of them and upload that."


@dataclass(frozen=True)
class Picture:
    """What is kept of a file. preview: a small WebP of it. sha256: of content."""

    content: bytes
    preview: bytes
    ending: str
    width: int
    height: int
    look: Look

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def picture_in(content: bytes) -> Picture:
    """The picture in a file, without anything else that was in it. Raises Unusable with what to do."""
    if not content:
        raise Unusable("This file is empty. Save the picture again and upload that.")
    if len(content) > MOST_BYTES:
        raise Unusable(f"This picture is larger than {filesizeformat(MOST_BYTES)}. Save it smaller.")
    _measure(content)
    with UNFOLDING:
        plain = plain_picture(content, formats=list(FORMS))
        try:
            return _kept_of(plain)
        except (OSError, ValueError) as error:
            raise Unusable(DAMAGED) from error


def _kept_of(plain: bytes) -> Picture:
    # Opened for each: a JPEG that was unfolded small to be looked at has too few pixels left for a preview.
    with Image.open(io.BytesIO(plain)) as opened:
        (width, height), form = opened.size, opened.format or ""
        look = look_of(opened)
    with Image.open(io.BytesIO(plain)) as opened:
        preview = _preview(opened)
    return Picture(plain, preview, FORMS[form], width, height, look)


def _measure(content: bytes) -> None:
    """Kind and pixels, before anything is unfolded. Raises Unusable."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=list(FORMS)) as picture:
                pixels = picture.width * picture.height
    except Image.DecompressionBombError:
        pixels = MOST_PIXELS + 1
    except UnidentifiedImageError as error:
        raise Unusable(NO_PICTURE) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise Unusable(DAMAGED) from error
    if pixels > MOST_PIXELS:
        most = MOST_PIXELS // 1_000_000
        raise Unusable(f"This picture has more than {most} million pixels. Save it smaller.")


def _preview(picture: Image.Image) -> bytes:
    """It is made small in place."""
    picture.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    target = io.BytesIO()
    # No profile: it may be larger than the preview, and browsers take what has none for sRGB.
    picture.convert("RGBA" if picture.has_transparency_data else "RGB").save(target, "WEBP", quality=80)
    return target.getvalue()
