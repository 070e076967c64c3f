"""Contact sheets: all pictures of a lesson on one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from generation.engines.ffmpeg import written

EACH = (480, 270)
GUTTER = 16
GROUND = (38, 44, 41)


def sheet(pictures: Sequence[Path], target: Path, *, columns: int = 4) -> None:
    """Pictures in reading order, in rows, as one PNG. At least one picture."""
    columns = min(columns, len(pictures))
    rows = -(-len(pictures) // columns)
    wide, high = EACH[0] + GUTTER, EACH[1] + GUTTER
    whole = Image.new("RGB", (columns * wide + GUTTER, rows * high + GUTTER), GROUND)
    for place, path in enumerate(pictures):
        row, column = divmod(place, columns)
        with Image.open(path) as picture:
            small = picture.convert("RGB").resize(EACH, Image.Resampling.LANCZOS)
        whole.paste(small, (GUTTER + column * wide, GUTTER + row * high))
    with written(target) as draft:
        whole.save(draft, format="PNG", optimize=True)
