"""What a sentence is, by its words: an instruction, a definition, a contrast. English, by rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generation.ports import Sentence
from generation.words import LEANING, STOPWORDS, VAGUE, VERBS, words

_TERM = r"(?P<term>(?:[Aa]n? |[Tt]he )?[\w’'-]+(?: [\w’'-]+){0,3}?)"
_IS = re.compile(
    rf"^{_TERM} (?P<verb>is|are) "
    r"(?P<told>(?:an?|the|any|anything|what|whatever|how|where|when|who|every)\b.+)$"
)
_MEANS = re.compile(rf"^{_TERM} (?P<verb>means?|refers? to) (?P<told>.+)$")
_COLON = re.compile(r"^(?P<term>[\w’'-]+(?: [\w’'-]+){0,2})(?P<verb>:) (?P<told>.+)$")
_CALLED = re.compile(rf"^(?P<told>(?:An?|The) .+?) (?P<verb>is|are) called {_TERM}$")
_TAIL = re.compile(r",? (?:and|but|so|while|because) (?!how\b|what\b|where\b).*$|; .*$")
_CONTRAST = re.compile(
    r"\b(?:rather than|instead of|, not) (?P<gap>(?:an? |the )?[\w’'-]+(?: [\w’'-]+){0,4})(?=[.,;:!]|$)"
)
_END = " .!…:;,"
_ARTICLE = re.compile(r"^(?:an?|the) ", re.IGNORECASE)


@dataclass(frozen=True)
class Definition:
    """cites: number of its sentence. asked: the term as a question names it. plural: of several things."""

    term: str
    told: str
    cites: int
    asked: str
    plural: bool


def alone(sentence: Sentence) -> bool:
    """Whether it says something by itself, to somebody who has not read what stands before it."""
    said = words(sentence.text)
    return (
        not sentence.heading
        and len(said) >= 5
        and not VAGUE & set(said[:1])
        and not LEANING & set(said[:4])
        and not {"those", "these"} & set(said)
        and sentence.text.rstrip('"”’)')[-1:] in ".!"
    )


def instructs(text: str) -> bool:
    """Whether it tells somebody to do something: it begins with a verb, and asks nothing."""
    said = words(text)
    return len(said) >= 3 and said[0] in VERBS and not text.rstrip().endswith(("?", ":"))


def definition(sentence: Sentence, cites: int) -> Definition | None:
    """What a sentence explains, if it explains something, in its own words."""
    text = sentence.text.strip().rstrip(_END)
    if sentence.heading or sentence.text.rstrip().endswith("?"):
        return None
    for pattern in (_CALLED, _IS, _MEANS, _COLON):
        if found := pattern.match(text):
            return _defined(found, cites)
    return None


def _defined(found: re.Match[str], cites: int) -> Definition | None:
    name, told = found["term"].strip(), _TAIL.sub("", found["told"]).strip(_END)
    term = _ARTICLE.sub("", name)
    said = words(term)
    instruction = found["verb"] == ":" and len(said) > 1 and said[0] in VERBS
    if not said or set(said) & VAGUE or said[0] in STOPWORDS or instruction or not _explains(told):
        return None
    # A capital that only begins the sentence is none of the term's own.
    if found.start("term") == 0 and term[1:] == term[1:].lower():
        name = name[0].lower() + name[1:]
    if found["verb"] == ":":
        name = f"“{name}”"
    return Definition(
        term=_sentence_case(term),
        told=told,
        cites=cites,
        asked=name,
        plural=found["verb"] == "are" or found["verb"] == "mean",
    )


def _explains(told: str) -> bool:
    said = words(told)
    return len(said) >= 3 and said[:2] not in (["the", "one"], ["the", "same"], ["a", "few"])


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def contrast(text: str) -> tuple[int, int] | None:
    """Where the part stands that a sentence sets something against: “rather than …”, “not …”."""
    found = _CONTRAST.search(text)
    return found.span("gap") if found else None


def clause(text: str, most: int) -> str:
    """The sentence, or its first clause, where that has at most so many words; else nothing."""
    for part in (text, re.split(r"[;:]|, (?=and|but|so|which|where|until|because|unless)", text)[0]):
        told = part.strip(_END)
        if 4 <= len(told.split()) <= most:
            return f"{told}."
    return ""


def place_of(text: str, phrase: str) -> tuple[int, int] | None:
    """Where a phrase stands in a text as whole words, whatever the case of its letters."""
    found = re.search(rf"(?<![\w’'-]){re.escape(phrase)}(?![\w’'-])", text, re.IGNORECASE)
    return found.span() if found else None


def swap(text: str, pairs: Sequence[tuple[str, str]]) -> tuple[str, str, str] | None:
    """The text with one word of a pair put in the other's place: text, wrong word, right word."""
    for right, wrong in (*pairs, *((b, a) for a, b in pairs)):
        at = place_of(text, right)
        if at and place_of(text, wrong) is None:
            own = text[at[0] : at[1]]
            put = wrong[0].upper() + wrong[1:] if own[0].isupper() else wrong
            return text[: at[0]] + put + text[at[1] :], put, own
    return None
