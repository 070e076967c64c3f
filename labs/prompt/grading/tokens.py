"""Words, numbers and signs of a text, each with its place. A hyphen inside a word parts it as a space
would.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from labs.prompt.grading.spelling import canonical, singular

_LETTER = r"[^\W\d_][\u0300-\u036f]*"
_TOKEN = re.compile(
    r"(?P<line>\r\n|\r|\n)"
    r"|(?P<number>\d+(?:[.,]\d+)*(?:(?:st|nd|rd|th|s)\b)?)"
    rf"|(?P<word>(?:{_LETTER})+(?:['\u2019](?:{_LETTER})+)*)"
    # As in close-up, f/2.8 and b/w: one word to those who write it.
    r"|(?P<hyphen>(?<=\w)[-\u2010\u2011](?=\w)|(?<=\b[fFtT])/(?=\d)|(?<=\b[bB])[/&](?=[wW]\b))"
    r"|(?P<sign>[^\s])"
)
_OPENING_QUOTES = frozenset("'\u2018\u2019\"\u201c\u201d\u00ab\u00bb*_`~\u0300\ufe0f\u200d")
_WRAPPED = 50
_IS = frozenset("it's that's there's here's let's he's she's what's who's where's how's".split())
ENDS = frozenset(".!?;\n|\u2022\u00b7\u25cf\u25aa\u2192")
BREAKS = ENDS | frozenset(",:()[]{}\u2013\u2014-+/\u2026")


@dataclass(slots=True)
class Token:
    """word: canonical. single: its singular, or itself. owns: with 's. joined: a hyphen stands before it."""

    start: int
    end: int
    word: str
    single: str
    kind: str
    capital: bool = False
    owns: bool = False
    joined: bool = False

    @property
    def is_word(self) -> bool:
        return self.kind != "sign"


def tokenize(text: str) -> list[Token]:
    found: list[Token] = []
    joined, line_start = False, 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "hyphen":
            joined = True
            continue
        start, end = match.span()
        shown = match.group()
        if kind == "line":
            wrapped = start - line_start >= _WRAPPED and text[end : end + 1].islower()
            line_start = end
            if wrapped and found and found[-1].is_word:
                # Prose that was broken to fit a width goes on.
                continue
            found.append(Token(start, end, "\n", "\n", "sign"))
        elif kind == "sign":
            # Quotes and emphasis change nothing about what is said.
            if shown not in _OPENING_QUOTES:
                found.append(Token(start, end, shown, shown, "sign"))
        elif kind == "number":
            found.append(Token(start, end, shown.lower(), shown.lower(), "number", joined=joined))
        else:
            found.append(_word(shown, start, joined))
        joined = False
    return found


def _word(shown: str, start: int, joined: bool) -> Token:
    word = canonical(shown)
    owns = word.endswith("'s") and word not in _IS
    if owns:
        word = word[:-2]
    return Token(start, start + len(shown), word, singular(word), "word", shown[0].isupper(), owns, joined)
