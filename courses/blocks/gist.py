"""What a slide shows of what is spoken over it: the author's own sentences and clauses. Pure."""

from __future__ import annotations

import re
from collections import Counter

from courses.blocks.plain import sentences

STATEMENT_WORDS = 26
"""Up to here a paragraph stands on its slide as it is; longer ones show points."""
LONG_STATEMENT = 60
"""A single sentence is cut at its clauses only beyond this: they seldom stand well alone."""
LONG_SENTENCE = 18
"""Words from which a sentence gives only its main clause."""
FEWEST_WORDS = 4
MOST_POINTS = 4
# What comes after “but”, “unless” or “if” may turn the sentence round: it is never cut there.
_CLAUSE = re.compile(r";\s+|:\s+|\s+[–—]\s+|,\s+(?=(?:and|so|because|which|while|where|who)\b)")
_AND = re.compile(r"^(?:and|so)\s+")
_TURNS = re.compile(r"\b(?:not|no|never|nobody|nothing|none|without|cannot|unless|except|\w+n['’]t)\b", re.I)
_WORD = re.compile(r"[^\W_]{4,}")


def points(paragraph: str) -> list[str]:
    """One to four texts, in the order of the paragraph, each word for word in it.

    One: the paragraph (or its first sentence) as a statement. More: what its sentences say, shortened to
    their main clauses. Nothing for nothing.
    """
    told = _whole(sentences(paragraph))
    if len(paragraph.split()) <= STATEMENT_WORDS or not told:
        return [paragraph] if paragraph.strip() else []
    if len(told) == 1:
        told = _clauses(told[0]) if len(paragraph.split()) > LONG_STATEMENT else []
        return [_ended(one) for one in told] if 2 <= len(told) <= MOST_POINTS else [paragraph]
    return [_ended(_main(one)) for one in _chosen(told)]


def _whole(told: list[str]) -> list[str]:
    """Sentences; one of a word or two says nothing by itself, and stays with the one before it."""
    kept: list[str] = []
    for one in told:
        if kept and len(one.split()) < FEWEST_WORDS:
            kept[-1] = f"{kept[-1]} {one}"
        else:
            kept.append(one)
    return kept


def _clauses(sentence: str) -> list[str]:
    parts = [_AND.sub("", part) for part in _CLAUSE.split(sentence) if part]
    return parts if all(len(part.split()) >= FEWEST_WORDS for part in parts) else [sentence]


def _main(sentence: str) -> str:
    """The sentence, or its first clause where that stands for all of it."""
    if len(sentence.split()) <= LONG_SENTENCE:
        return sentence
    for found in _CLAUSE.finditer(sentence):
        first, rest = sentence[: found.start()], sentence[found.end() :]
        if FEWEST_WORDS <= len(first.split()) and not _TURNS.search(rest):
            return first
    return sentence


def _chosen(told: list[str]) -> list[str]:
    """At most so many: the first, then those that share most of their words with the others."""
    if len(told) <= MOST_POINTS:
        return told
    held = [set(_WORD.findall(one.casefold())) for one in told]
    common = Counter(word for words in held for word in words)
    weight = [sum(common[word] - 1 for word in words) / max(1, len(words)) for words in held]
    best = sorted(range(1, len(told)), key=lambda at: -weight[at])[: MOST_POINTS - 1]
    return [told[at] for at in sorted([0, *best])]


def _ended(text: str) -> str:
    """Points need no full stop."""
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text.rstrip(",;:")
