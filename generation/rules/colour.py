"""Colours as #RRGGBB: how well they can be told apart (WCAG 2.2), and the nearest one that can. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

TEXT, LARGE = 4.5, 3.0
"""Contrast that WCAG 2.2 asks for of text (1.4.3), and of large text and graphics (1.4.3, 1.4.11)."""
HEX = re.compile(r"#[0-9A-Fa-f]{6}")
STEPS = 100


def levels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue, 0..255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def from_levels(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{min(255, max(0, round(level))):02X}" for level in (red, green, blue))


def luminance(colour: str) -> float:
    """Relative luminance, 0..1: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    shares = [level / 255 for level in levels(colour)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=4096)
def contrast(one: str, other: str) -> float:
    """1..21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """share: of the other, 0..1."""
    pairs = zip(levels(one), levels(other), strict=True)
    return from_levels(*(first + (second - first) * share for first, second in pairs))


def nearest(colour: str, grounds: tuple[str, ...], least: float) -> str:
    """The colour, or the least lightened or darkened one that has so much contrast with every ground.

    Black or white where no shade of it has.
    """
    if min(contrast(colour, ground) for ground in grounds) >= least:
        return colour
    for step in range(1, STEPS + 1):
        for end in ("#FFFFFF", "#000000"):
            shade = mixed(colour, end, step / STEPS)
            if min(contrast(shade, ground) for ground in grounds) >= least:
                return shade
    return max(("#FFFFFF", "#000000"), key=lambda end: min(contrast(end, ground) for ground in grounds))
