"""What kind of word each word is, roughly: from closed lists, endings and the word before. English only.

Tags: DET OWN PRON PREP JOIN REL AUX NEG ADV ADJ PART (participle) VERB NOUN NUM SIGN.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from labs.prompt.grading.lexicon import groups, words
from labs.prompt.grading.spelling import canonical, inflections
from labs.prompt.grading.tokens import Token

_CLOSED = {
    "articles": "DET",
    "owners": "OWN",
    "pronouns": "PRON",
    "prepositions": "PREP",
    "joiners": "JOIN",
    "relatives": "REL",
    "helpers": "AUX",
    "negators": "NEG",
    "adverbs": "ADV",
}
_ADJECTIVE = (
    "ful",
    "less",
    "ous",
    "ive",
    "able",
    "ible",
    "ish",
    "esque",
    "al",
    "ic",
    "ary",
    "like",
    "ern",
    "most",
)
_BEFORE_A_THING = frozenset(("DET", "OWN", "ADJ", "NUM", "PREP", "PART"))
_BEFORE_A_VERB = frozenset(("NOUN", "PRON", "REL"))
_AFTER_A_VERB = frozenset(("DET", "OWN", "PREP", "ADV", "PRON", "PART", "ADJ", "NUM"))


@cache
def _closed() -> dict[str, str]:
    found: dict[str, str] = {}
    for group, tag in _CLOSED.items():
        for term in groups("words")[group]:
            found.setdefault(canonical(term), tag)
    return found


@cache
def _verbs() -> frozenset[str]:
    """Every regular form of the verbs but the bare one and the participle in -ing."""
    return frozenset(form for verb in groups("words")["verbs"] for form in inflections(canonical(verb))[1:3])


def tag(tokens: Sequence[Token]) -> list[str]:
    """A tag for each token, in one walk."""
    tags: list[str] = []
    for place, token in enumerate(tokens):
        before = tags[-1] if tags else "SIGN"
        tags.append(_tag(tokens, place, token, before))
    return tags


def _tag(tokens: Sequence[Token], place: int, token: Token, before: str) -> str:
    word = token.word
    if token.kind == "sign":
        return "JOIN" if word == "&" else "SIGN"
    if token.kind == "number":
        return "NUM"
    if token.owns:
        return "NOUN"
    if word in _closed():
        return _closed()[word]
    if word in words("words", "adjectives") or word in words("words", "praise"):
        return "ADJ"
    if word.endswith("ly") and word not in words("words", "things-in-ly"):
        return "ADV"
    if word.endswith("ing") and len(word) > 4 and word not in words("words", "things-in-ing"):
        return "PART"
    if word.endswith("ed") and len(word) > 3 and word not in words("words", "things-in-ed"):
        return "PART"
    if word in words("words", "participles"):
        return "VERB" if before == "PRON" else "PART"
    return _open(tokens, place, word, before)


def _open(tokens: Sequence[Token], place: int, word: str, before: str) -> str:
    after = _rough(tokens[place + 1]) if place + 1 < len(tokens) else "SIGN"
    if before not in _BEFORE_A_THING:
        if word in words("words", "irregular-verbs"):
            return "VERB"
        if before in _BEFORE_A_VERB and word in _verbs() and (after in _AFTER_A_VERB or after == "SIGN"):
            return "VERB"
        if before in ("PRON", "AUX", "NEG") and word in words("words", "verbs"):
            return "VERB"
        if before == "SIGN" and word in words("words", "only-orders") and after != "SIGN":
            return "VERB"
        if before in ("SIGN", "ADV", "JOIN") and word in words("words", "orders") and after in _AFTER_A_VERB:
            return "VERB"
    if before == "PREP" and tokens[place - 1].word == "to" and word in words("words", "verbs"):
        return "VERB"
    if len(word) > 5 and word.endswith(_ADJECTIVE) and after != "SIGN":
        return "ADJ"
    return "NOUN"


def _rough(token: Token) -> str:
    if token.kind != "word":
        return "NUM" if token.kind == "number" else "SIGN"
    if token.word in _closed():
        return _closed()[token.word]
    if token.word in words("words", "adjectives"):
        return "ADJ"
    return "ADV" if token.word.endswith("ly") else "PART" if token.word.endswith("ing") else "NOUN"
