"""One spelling for words that are written in several: British as American, accents dropped, plurals cut."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path

_OUR = re.compile(
    r"^(.*(?:col|harb|vap|glam|hum|neighb|parl|od|arm|lab|fav|flav|rum|sav|vig|ferv|splend|arb|enam))"
    r"our(?=[a-z]*$)"
)
_RE = re.compile(r"^(.*(?:cent|theat|met|fib|lust|somb|spect|sab|calib|goit|ochr|manoeuv|och))re(s|d)?$")
_ISE = re.compile(r"^(.{2,}(?:al|ar|er|il|im|in|iv|on|or|at|es|et|ed|eg|og|yl|ol))is(e|ed|es|ing|ation)$")
_LL = re.compile(
    r"^(.*(?:trave|pane|mode|marve|spira|channe|tunne|dua|fue|cance|shrive|swive|chise))ll(ed|ing|er|ers)$"
)
with (Path(__file__).resolve().parent.parent / "lexicons" / "spelling.toml").open("rb") as _opened:
    _KEPT = tomllib.load(_opened)
_OTHER: dict[str, str] = _KEPT["american"]
_IRREGULAR: dict[str, str] = _KEPT["plurals"]
_NO_PLURAL = frozenset(_KEPT["no-plurals"]["words"].replace(",", " ").split())


@lru_cache(maxsize=20_000)
def canonical(word: str) -> str:
    """A word as the lexicons know it: lower case, no accents, a plain apostrophe, American spelling."""
    word = unicodedata.normalize("NFKD", word.casefold()).replace("\u2019", "'").replace("\u02bc", "'")
    word = "".join(sign for sign in word if not unicodedata.combining(sign))
    if word in _OTHER:
        return _OTHER[word]
    word = _OUR.sub(r"\1or", word)
    word = _RE.sub(lambda found: found[1] + "er" + (found[2] or ""), word)
    word = _ISE.sub(r"\1iz\2", word)
    return _LL.sub(r"\1l\2", word)


@lru_cache(maxsize=20_000)
def singular(word: str) -> str:
    """Of a canonical word; the word itself where it is no plural."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or not word.endswith("s") or word in _NO_PLURAL:
        return word
    if word.endswith(("ss", "us", "ness", "ous", "'s")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=4_000)
def inflections(verb: str) -> tuple[str, ...]:
    """The regular forms of a verb: track, tracks, tracked, tracking."""
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    if verb.endswith(("ch", "sh", "ss", "x", "zz")):
        return verb, verb + "es", verb + "ed", verb + "ing"
    forms = verb, verb + "s", verb + "ed", verb + "ing"
    if re.search(r"[^aeiou][aeiou][bdgklmnprt]$", verb):
        return *forms, verb + verb[-1] + "ed", verb + verb[-1] + "ing"
    return forms
