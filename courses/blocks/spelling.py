"""When two spellings are the same answer. Pure."""

import unicodedata

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "‐": "-"})


def straight(text: str) -> str:
    """Straight quotes and plain hyphens, as keyboards have them."""
    return text.translate(_PLAIN)


def seen(text: str) -> str:
    """What people see of a line: joiners and marks of direction are left out, and all that is no letter or
    sign of a script is a space.
    """
    return "".join(letter if letter.isprintable() else _unseen(letter) for letter in text)


def _unseen(letter: str) -> str:
    return "" if unicodedata.category(letter) == "Cf" else " "


def normal(text: str) -> str:
    """One spelling of what looks alike: composed letters, straight quotes, no space around it."""
    return straight(unicodedata.normalize("NFKC", seen(text))).strip()


def unaccented(text: str) -> str:
    letters = (one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))
    return unicodedata.normalize("NFC", "".join(letters))


def folded(text: str, *, case: bool, accents: bool, spaces: bool) -> str:
    """The text without the differences that do not count. case, accents, spaces: whether they do."""
    text = normal(text)
    if not accents:
        text = unaccented(text)
    if not spaces:
        text = " ".join(text.split())
    return text if case else text.casefold()
