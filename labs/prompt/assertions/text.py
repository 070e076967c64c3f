"""Text as JavaScript reads it, which is what promptfoo does: code units, white space, words. Pure."""

from __future__ import annotations

import re

WHITE = "\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
"""White space and ends of lines of ECMAScript 2023, 12.2 and 12.3, as the inside of a class. Python's own has
the four separators of ASCII besides, and no byte order mark."""
_WORD = re.compile(f"[^{WHITE}]+")


def units(text: str) -> list[int]:
    """UTF-16 code units: what JavaScript counts as characters, and matches patterns against."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return [raw[at] | raw[at + 1] << 8 for at in range(0, len(raw), 2)]


def words(text: str) -> int:
    """How many runs of anything but white space."""
    return len(_WORD.findall(text))
