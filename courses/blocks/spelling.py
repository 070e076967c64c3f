"""When two spellings are the same answer. Pure."""

import unicodedata

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "‐": "-"})


def straight(text: str) -> str:
    """Straight quotes and plain hyphens, as keyboards have them."""
    return text.translate(_PLAIN)


def normal(text: str) -> str:
    """One spelling of what looks alike: composed letters, straight quotes, no space around it."""
    return straight(unicodedata.normalize("NFKC", text)).strip()


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
