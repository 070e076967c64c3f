"""Whether what a narrator says is what the author wrote.

A whole sentence of the author's is the author's. Of any other, numbers, names and “not” must agree with the
sentence it cites, and its meaning lie near (`NEAR`). What does not is flagged to the reviewer, never
left out. English.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from courses.blocks.plain import sentences
from generation.figures import agree
from generation.ports import Embedder, Told
from generation.words import NEGATIONS, STOPWORDS, VERBS, core, names, stem, words

VERSION = "1"
NEAR = 0.6
"""Nearness, at least: the cosine of two embeddings, less STRANGE times the share of words not the author's.

Chosen on one half of tests/data/grounding.toml, measured on the other: tests/generation/test_grounding.py.
"""
STRANGE = 0.5
SCOPE = 3
"""Words that carry meaning which a “not” denies after it, at most to the end of its clause."""
LONGER = 1.1
"""Times the author's words that may be said."""

REASONS = {
    "cut": "It is no whole sentence.",
    "number": "It names a figure that the author does not, or of something else.",
    "name": "It names somebody or something that the author does not.",
    "negation": "It says “not” where the author does not, or leaves one out.",
    "meaning": "It strays from the sentence it rests on.",
    "long": "The passage has become longer than the author's by more than a tenth.",
}
"""Code of a flag -> why a person should look, in words."""

_ENDED = re.compile(r"[.!?…][\"”’)»]*$")
_CLAUSES = re.compile(r"[.,;:!?…—–]\s|\b(?:but|because|if|when|while|then)\b", re.IGNORECASE)
_AGAINST = re.compile(r"\b(?:rather than|instead of)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Flag:
    """line: number in the passage. words: what is said. cites: the author's sentence under it."""

    line: int
    code: str
    words: str
    cites: str

    def as_data(self) -> dict[str, Any]:
        return {**asdict(self), "reason": REASONS[self.code]}


def most_words(own: Sequence[str]) -> int:
    """How many words may be said in place of the author's."""
    return math.ceil(LONGER * sum(len(one.split()) for one in own))


def check(told: Sequence[Told], own: Sequence[str], embedder: Embedder) -> list[Flag]:
    """Flags in order, one a sentence at most. own: the author's sentences. Raises EngineError."""
    flags: list[Flag] = []
    doubted: list[tuple[int, str, int]] = []
    for number, line in enumerate(told):
        for said in sentences(line.text):
            if not _word_for_word(said, own):
                doubted.append((number, said, line.cites))
    near = _nearness(doubted, own, embedder)
    for (number, said, cites), close in zip(doubted, near, strict=True):
        if code := _fault(said, own, cites, close):
            flags.append(Flag(number, code, said, own[cites]))
    count = sum(len(line.text.split()) for line in told)
    if count > most_words(own):
        last = len(told) - 1
        flags.append(Flag(last, "long", told[last].text, own[told[last].cites]))
    return flags


def _word_for_word(said: str, own: Sequence[str]) -> bool:
    """Whether it is a whole sentence of the author's."""
    return words(said) in [words(one) for one in own]


def _nearness(doubted: Sequence[tuple[int, str, int]], own: Sequence[str], embedder: Embedder) -> list[float]:
    """How near each comes to the sentence it cites, alone or with a neighbour."""
    if not doubted:
        return []
    windows = {cites: list(_windows(own, cites)) for _, _, cites in doubted}
    texts = list(
        dict.fromkeys([said for _, said, _ in doubted] + [one for some in windows.values() for one in some])
    )
    vectors = dict(zip(texts, embedder.embed(texts), strict=True))
    return [
        max(float(vectors[said] @ vectors[one]) for one in windows[cites]) - STRANGE * _strange(said, own)
        for _, said, cites in doubted
    ]


def _strange(said: str, own: Sequence[str]) -> float:
    """The share of a sentence's words that the author does not use."""
    known = {stem(word) for one in own for word in words(one)}
    carrying = [stem(word) for word in core(said)]
    return sum(word not in known for word in carrying) / max(1, len(carrying))


def _windows(own: Sequence[str], cites: int) -> Iterator[str]:
    yield own[cites]
    if cites:
        yield f"{own[cites - 1]} {own[cites]}"
    if cites + 1 < len(own):
        yield f"{own[cites]} {own[cites + 1]}"


def _fault(said: str, own: Sequence[str], cites: int, near: float) -> str:
    """The code of what is wrong with a sentence; empty where nothing is."""
    cited = own[cites]
    if not _ENDED.search(said):
        return "cut"
    if not agree(said, " ".join(own)):
        return "number"
    if _strange_names(said, own):
        return "name"
    if near < NEAR:
        return "meaning"
    return "negation" if turned(said, cited) else ""


def _strange_names(said: str, own: Sequence[str]) -> set[str]:
    """Words with a capital that the author does not use; the first only where something is said of it."""
    inside, _ = names(said)
    first = words(said)[:2]
    if len(first) == 2 and first[1] not in STOPWORDS and not first[1][0].isdigit():
        inside |= {first[0]} - STOPWORDS - VERBS
    known = {word for one in own for word in words(one)}
    return {
        name for name in inside - known if not name.startswith("i'") and stem(name) not in map(stem, known)
    }


def turned(said: str, cited: str) -> bool:
    """Whether one denies what the other affirms, and little that the other denies too."""
    (yes, no), (own_yes, own_no) = _sides(said), _sides(cited)
    against = (no & own_yes - own_no) | (own_no & yes - own_yes - no)
    return len(against) > 2 * len(no & own_no)


def _sides(text: str) -> tuple[set[str], set[str]]:
    """Stems of what a text affirms, and of what it denies: whatever follows a “not” in its clause."""
    affirmed: set[str] = set()
    denied: set[str] = set()
    for clause in _CLAUSES.split(_AGAINST.sub(", not ", text)):
        said = words(clause)
        at = next((at for at, word in enumerate(said) if _denies(word)), len(said))
        affirmed |= {stem(word) for word in core(" ".join(said[:at]))}
        left = [stem(word) for word in core(" ".join(said[at:])) if not _denies(word)]
        denied |= set(left[:SCOPE])
        affirmed |= set(left[SCOPE:])
    return affirmed, denied


def _denies(word: str) -> bool:
    return word in NEGATIONS or word.endswith("n't")
