"""Letters from everywhere, as a page can show them and a voice can say them. Pure."""

from __future__ import annotations

import re
import unicodedata

REVISION = "1"
"""Changes with anything here that changes a page: it is part of what every page is drawn with."""
SIGNS = {
    **dict.fromkeys("✅☑", "✔"),
    **dict.fromkeys("❌❎", "✘"),
    **dict.fromkeys("❓❔", "?"),
    **dict.fromkeys("❗❕", "!"),
    **dict.fromkeys("⚪⭕", "○"),
    "⚫": "●",
    "⬛": "■",
    "⬜": "□",
    "⭐": "★",
    "➕": "+",
    "➖": "−",
    "➗": "÷",
    "ℹ": "i",
}
"""Pictographs that say yes, no or how many: what our faces have in their place."""
_PICTOGRAPHS = frozenset("⌚⌛⏩⏪⏫⏬⏭⏮⏯⏰⏱⏲⏳⏸⏹⏺Ⓜ⚧⚽⚾⛄⛅⛈⛎⛏⛑⛓⛔⛩⛪⛰⛱⛲⛳⛴⛵⛷⛸⛹⛺⛽✊✋✨➰➿⤴⤵〰〽㊗㊙")
"""Those below U+1F000 that DejaVu Sans Mono, which comes with Typst, does not have."""
_JOINERS = frozenset("\ufe0e\ufe0f\u200d")
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_FROM_RIGHT, _END = "\u2067", "\u2069"


def drawable(text: str) -> str:
    """Without what no face of ours draws; pictographs that carry a meaning become signs.

    Direction marks go too: one that is never closed turns round what follows it.
    """
    signs = (SIGNS.get(letter, letter) for letter in unstyled(_DIRECTIONS.sub("", text)))
    return "".join(letter for letter in signs if _drawn(letter))


def directed(text: str) -> str:
    """Set from right to left where its first letter is: else its full stop stands at the wrong end."""
    sides = (unicodedata.bidirectional(letter) for letter in text)
    first = next((side for side in sides if side in ("L", "R", "AL")), "L")
    return text if first == "L" else f"{_FROM_RIGHT}{text}{_END}"


def unstyled(text: str) -> str:
    """Letters that are bold or wide by themselves (U+1D400, U+FF21) as plain ones; as long as it was.

    Voices name each of them, and pages have no face for them.
    """
    return "".join(_plain(letter) for letter in text)


def sayable(text: str) -> str:
    """Letters unstyled, and figures of every script as 0 to 9; as long as it was."""
    return "".join(
        letter if letter.isascii() or not letter.isdecimal() else str(unicodedata.decimal(letter))
        for letter in unstyled(text)
    )


def _plain(letter: str) -> str:
    if letter.isascii() or not unicodedata.decomposition(letter).startswith(("<font>", "<wide>")):
        return letter
    plain = unicodedata.normalize("NFKC", letter)
    return plain if len(plain) == 1 else letter


def _drawn(letter: str) -> bool:
    """A box helps nobody."""
    if ord(letter) >= 0x1F000 or letter in _PICTOGRAPHS or letter in _JOINERS:
        return False
    return letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs", "Co", "Cn")
