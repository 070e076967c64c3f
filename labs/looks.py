"""What a program can see in a picture: light, border, lines and a fingerprint. Pure, and only Pillow.

Everything is counted on a copy of 128 by 128 pixels, so that a picture of any size takes a few milliseconds
once it is decoded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from PIL import Image, ImageFilter, ImageStat

SIDE = 128
BORDER = 20
"""Pixels of SIDE that count as the border: where the background mostly is."""
CELLS = 8
"""The fingerprint compares neighbours on a grid of so many cells a side."""
BITS = 2 * CELLS * CELLS
STEP = 0.03
"""How much lighter one cell must be than its neighbour, of the picture's range: less is noise."""
FLAT = 8
"""A picture whose cells differ by less, of 255, is not stretched further: there is only noise in it."""
FINE = 24
"""Strength of an edge that counts as a line, of 0..1020."""
DIAGONAL = 2.4
"""tan 67.5°: an edge steeper than that is a level line, flatter than its inverse an upright one."""
ACROSS = ImageFilter.Kernel((3, 3), (-1, 0, 1, -2, 0, 2, -1, 0, 1), scale=8, offset=128)
DOWN = ImageFilter.Kernel((3, 3), (-1, -2, -1, 0, 0, 0, 1, 2, 1), scale=8, offset=128)


@dataclass(frozen=True)
class Look:
    """brightness and contrast: mean and standard deviation of lightness, 0..255. warmth: mean red less mean
    blue, -255..255. border: the same three of the border alone. busy: mean strength of edges there, 0..255.
    lines: shares of level, upright and slanting edges, which make 1. prints: fingerprints of the picture and
    of its mirror image, BITS bits each, in hexadecimal.
    """

    brightness: float
    contrast: float
    warmth: float
    border: tuple[float, float, float]
    busy: float
    lines: tuple[float, float, float]
    prints: tuple[str, str]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        plain: dict[str, Any] = {
            name: tuple(one) if isinstance(one, list) else one for name, one in said.items()
        }
        return cls(**plain)


def look_of(picture: Image.Image) -> Look:
    """picture: decoded or still to be; large JPEGs are decoded small. Raises OSError."""
    picture.draft("RGB", (2 * SIDE, 2 * SIDE))
    small = _small(picture)
    # What is transparent is seen on the grey of a page.
    flat = Image.alpha_composite(Image.new("RGBA", small.size, (128, 128, 128, 255)), small).convert("RGB")
    light = flat.convert("L")
    ring = Image.new("L", flat.size, 255)
    ring.paste(0, (BORDER, BORDER, SIDE - BORDER, SIDE - BORDER))
    edges = _edges(light)
    whole, border = _tone(flat, light, None), _tone(flat, light, ring)
    return Look(
        *whole,
        border=border,
        busy=_busy(light, ring),
        lines=_lines(edges),
        prints=(_print(light), _print(light.transpose(Image.Transpose.FLIP_LEFT_RIGHT))),
    )


def _small(picture: Image.Image) -> Image.Image:
    """SIDE by SIDE, with what is transparent in it. A copy at full size is made only where it must be."""
    is_plain = picture.mode in ("L", "RGB") and "transparency" not in picture.info
    if is_plain or picture.mode == "RGBA":
        return picture.resize((SIDE, SIDE), Image.Resampling.BOX).convert("RGBA")
    return picture.convert("RGBA").resize((SIDE, SIDE), Image.Resampling.BOX)


def distance(one: Look, other: Look) -> int:
    """How many of the BITS comparisons differ, mirrored or not: 0 is the same picture, half is chance."""
    mine = int(one.prints[0], 16)
    return min((mine ^ int(theirs, 16)).bit_count() for theirs in other.prints)


def _tone(flat: Image.Image, light: Image.Image, mask: Image.Image | None) -> tuple[float, float, float]:
    of_light, of_colour = ImageStat.Stat(light, mask), ImageStat.Stat(flat, mask)
    red, _, blue = of_colour.mean
    return round(of_light.mean[0], 2), round(of_light.stddev[0], 2), round(red - blue, 2)


def _busy(light: Image.Image, ring: Image.Image) -> float:
    # Pillow leaves the outermost pixels of a filtered picture as they were.
    inside = (1, 1, SIDE - 1, SIDE - 1)
    found = light.filter(ImageFilter.FIND_EDGES).crop(inside)
    return round(ImageStat.Stat(found, ring.crop(inside)).mean[0], 2)


def _edges(light: Image.Image) -> list[tuple[int, int]]:
    """How fast lightness changes across and down, at each pixel within."""
    inside = (1, 1, SIDE - 1, SIDE - 1)
    across, down = (light.filter(one).crop(inside).tobytes() for one in (ACROSS, DOWN))
    return [(8 * (x - 128), 8 * (y - 128)) for x, y in zip(across, down, strict=True)]


def _lines(edges: list[tuple[int, int]]) -> tuple[float, float, float]:
    level = upright = slanting = 0
    for x, y in ((abs(x), abs(y)) for x, y in edges):
        if x + y < FINE:
            continue
        if y > DIAGONAL * x:
            level += 1
        elif x > DIAGONAL * y:
            upright += 1
        else:
            slanting += 1
    number = max(level + upright + slanting, 1)
    return round(level / number, 3), round(upright / number, 3), round(slanting / number, 3)


def _print(light: Image.Image) -> str:
    """A difference hash: whether each cell is lighter than the one beside it, then than the one below it."""
    across = _cells(light, (CELLS + 1, CELLS))
    down = _cells(light, (CELLS, CELLS + 1))
    wide = CELLS + 1
    bits = [
        across[row * wide + at] > across[row * wide + at + 1] + STEP
        for row in range(CELLS)
        for at in range(CELLS)
    ]
    bits += [
        down[row * CELLS + at] > down[(row + 1) * CELLS + at] + STEP
        for row in range(CELLS)
        for at in range(CELLS)
    ]
    return f"{int(''.join('1' if bit else '0' for bit in bits), 2):0{BITS // 4}x}"


def _cells(light: Image.Image, size: tuple[int, int]) -> list[float]:
    """Mean lightness of each, row by row, stretched to 0..1: darker and paler prints count as the same."""
    cells = light.resize(size, Image.Resampling.BOX).tobytes()
    least, most = min(cells), max(cells)
    return [(one - least) / max(most - least, FLAT) for one in cells]
