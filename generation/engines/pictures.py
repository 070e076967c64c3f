"""Authors' pictures, made ready for a slide."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps, ImageStat, UnidentifiedImageError

from generation.ports import EngineError, disk_is_full
from generation.rules.colour import contrast, from_levels

LARGEST = (1656, 1080)
"""Pixels a picture may have on a slide."""
MOST_PIXELS = 80_000_000
"""More would not fit in a worker's memory. A JPEG is read at a fraction of its size, and counts so."""
WIDEST, TALLEST = 3.2, 2.0
"""Shapes (long over short side) beyond which a picture is cut round what its author marked in it."""
LEAST_CONTRAST = 2.0
"""Between a transparent picture and its ground, on the whole; below it, it stands on paper."""


def prepared(
    path: str | Path, target: Path, *, ground: str, focus: Sequence[int] | None = None
) -> dict[str, Any]:
    """A copy that Typst can read, upright and no larger than a slide: ``pixels``, and ``mat`` (on paper).

    ground: colour of the slide, as #RRGGBB. focus: (left, top, right, bottom) in pixels of the picture as it
    is seen. Raises EngineError bad_image.
    """
    try:
        with Image.open(path) as picture:
            whole = picture.size
            picture.draft("RGB", (2 * LARGEST[0], 2 * LARGEST[1]))
            if picture.width * picture.height > MOST_PIXELS:
                raise _too_large(path, whole)
            upright = _upright(picture, whole, focus)
    except Image.DecompressionBombError as error:
        raise _too_large(path, None) from error
    except (OSError, UnidentifiedImageError, ValueError, SyntaxError) as error:
        if isinstance(error, OSError) and disk_is_full(error):
            raise
        raise EngineError(
            "bad_image",
            f"The picture {Path(path).name} cannot be read. "
            "Upload it again as PNG, JPEG or WebP, then retry.",
        ) from error
    mat = upright.mode == "RGBA" and contrast(_inked(upright), ground) < LEAST_CONTRAST
    upright.save(target, format="PNG", compress_level=1)  # Typst alone reads it, and soon
    return {"pixels": list(upright.size), "mat": mat}


def _upright(picture: Image.Image, whole: tuple[int, int], focus: Sequence[int] | None) -> Image.Image:
    """The picture as it is seen; of one that is very long, the stretch round what its author marked."""
    scale = picture.width / whole[0]
    ImageOps.exif_transpose(picture, in_place=True)  # a copy of a large one would fill the memory
    if focus:
        picture = _cut(picture, [edge * scale for edge in focus])
    picture.thumbnail(LARGEST)
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _cut(picture: Image.Image, focus: Sequence[float]) -> Image.Image:
    wide, high = picture.size
    left, top, right, bottom = focus
    if wide > WIDEST * high:
        start, end = _stretch(wide, max(WIDEST * high, right - left), (left + right) / 2)
        return picture.crop((start, 0, end, high))
    if high > TALLEST * wide:
        start, end = _stretch(high, max(TALLEST * wide, bottom - top), (top + bottom) / 2)
        return picture.crop((0, start, wide, end))
    return picture


def _stretch(length: int, kept: float, middle: float) -> tuple[int, int]:
    """Where to cut, so that the middle stays as near the middle as the picture allows."""
    kept = min(length, round(kept))
    start = min(max(0, round(middle - kept / 2)), length - round(kept))
    return start, start + round(kept)


def _inked(picture: Image.Image) -> str:
    """The colour of a transparent picture on the whole, where it is not transparent."""
    small = picture.resize((64, 64))
    mask = small.getchannel("A").point(lambda level: 255 if level > 96 else 0)
    if not mask.getbbox():
        return "#000000"
    red, green, blue = ImageStat.Stat(small.convert("RGB"), mask).mean
    return from_levels(red, green, blue)


def _too_large(path: str | Path, size: tuple[int, int] | None) -> EngineError:
    shape = f" ({size[0]:,} by {size[1]:,} pixels)" if size else ""
    return EngineError(
        "bad_image",
        f"The picture {Path(path).name} is too large to open{shape}. "
        "Save it at most 8,000 pixels wide and high, upload it again, then retry.",
    )
