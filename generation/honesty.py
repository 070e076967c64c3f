"""What may be shown to an author: nothing that the sentence under it does not say.

One check for every writer, whatever it is made of. Pure. It is strict: what it cannot find is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generation.completeness import missing
from generation.ports import Kind, Reading, Suggestion
from generation.words import (
    NEGATIONS,
    STEM,
    STOPWORDS,
    VERBS,
    contains,
    core,
    names,
    numbers,
    stands_at,
    words,
)

ENOUGH = 0.6
"""Share of a line's own words that must come from its sentence."""

FAULTS = {
    "answer": "their answer was not in the lesson",
    "sentence": "they rested on no sentence of the lesson",
    "facts": "they named something that their sentence does not",
    "meaning": "they strayed from their sentence",
    "given": "they gave their answer away",
    "form": "they were not complete",
    "again": "the lesson or another proposal says it already",
}
"""Code of what keeps a suggestion back -> why, in words."""


def fault(suggestion: Suggestion, reading: Reading) -> str:
    """The code of what keeps a suggestion back; empty where it may be shown."""
    if not 0 <= suggestion.cites < len(reading.sentences):
        return "sentence"
    try:
        if missing(suggestion.kind, suggestion.content):
            return "form"
    except (KeyError, TypeError, AttributeError):
        return "form"
    cited = reading.sentences[suggestion.cites].text
    kind, content = suggestion.kind, suggestion.content
    if kind is Kind.QUESTION:
        return _of_question(content, cited, reading)
    if kind is Kind.CHECK:
        return _of_check(content, cited, reading)
    if kind is Kind.TERM:
        if not contains(words(cited), words(content["term"])):
            return "answer"
        return _of_line(content["definition"], cited, reading)
    return _of_line(content["text"], cited, reading)


def _of_line(text: str, cited: str, reading: Reading) -> str:
    if _foreign([text], cited, reading):
        return "facts"
    said = words(cited)
    if _turned(words(text), said):
        return "meaning"
    own = [word for word in core(text) if word not in VERBS or word in said]
    found = sum(_stands(word, said) for word in own)
    return "" if own and found / len(own) >= ENOUGH else "meaning"


def _turned(told: Sequence[str], said: Sequence[str]) -> bool:
    """Whether a “not” is lost or added on the way. What is told word for word loses those before it."""
    before = stands_at(said, told)
    if before is not None:
        return bool(NEGATIONS & set(said[:before]))
    return bool(NEGATIONS & set(told)) != bool(NEGATIONS & set(said))


def _stands(word: str, said: Sequence[str]) -> bool:
    return any(word == one or (len(word) >= STEM and one[:STEM] == word[:STEM]) for one in said)


def _of_question(content: Mapping[str, Any], cited: str, reading: Reading) -> str:
    said = words(cited)
    key = next(option for option in content["options"] if option["correct"])
    wrong = [option for option in content["options"] if not option["correct"]]
    if not contains(said, words(key["text"])):
        return "answer"
    # A wrong option that stands in the sentence may be as right as the key.
    if any(contains(said, words(option["text"])) for option in wrong):
        return "answer"
    # Whoever was wrong may try again: nothing they have read by then states the key.
    if any(contains(words(text), words(key["text"])) for text in _read_before(content["question"], wrong)):
        return "given"
    if _foreign([content["question"], key["text"], key["feedback"]], cited, reading):
        return "facts"
    for option in wrong:
        if _foreign([option["feedback"]], f"{cited} {option['text']}", reading):
            return "facts"
    return ""


def _read_before(question: str, wrong: Iterable[Mapping[str, Any]]) -> list[str]:
    return [question, *(option["feedback"] for option in wrong)]


def _of_check(content: Mapping[str, Any], cited: str, reading: Reading) -> str:
    said, statement = words(cited), words(content["statement"])
    if content["answer"]:
        known, meant = cited, statement
        if not contains(said, statement):
            return "answer"
    else:
        right, wrong = words(content.get("right", "")), words(content.get("wrong", ""))
        known = f"{cited} {content.get('wrong', '')}"
        mended = [one for one in _mended(statement, wrong, right) if contains(said, one)]
        if contains(said, wrong) or not mended:
            return "answer"
        meant = mended[0]
    if _turned(meant, said):
        return "meaning"
    told = [content["statement"], content["if_true"], content["if_false"]]
    return "facts" if _foreign(told, known, reading) else ""


def _mended(statement: Sequence[str], wrong: Sequence[str], right: Sequence[str]) -> Iterable[list[str]]:
    """The statement with the wrong words put right, at each place where they stand."""
    if not wrong or not right:
        return
    for at in range(len(statement) - len(wrong) + 1):
        if list(statement[at : at + len(wrong)]) == list(wrong):
            yield [*statement[:at], *right, *statement[at + len(wrong) :]]


def _foreign(texts: Iterable[str], cited: str, reading: Reading) -> bool:
    """Whether texts hold a number or a name that the cited sentence does not."""
    said = set(words(cited))
    plain = {word for one in reading.sentences for word in _uncapitalised(one.text)}
    for text in texts:
        inside, first = names(text)
        strange = first - plain - STOPWORDS - VERBS
        if (numbers(text) | inside | strange) - said:
            return True
    return False


def _uncapitalised(text: str) -> set[str]:
    return {word.strip(".,;:!?…()“”\"'’") for word in text.split() if word[0].islower()}


def sift(suggestions: Iterable[Suggestion], reading: Reading) -> tuple[list[Suggestion], dict[str, int]]:
    """What may be shown, and how many were kept back, by code of why."""
    kept: list[Suggestion] = []
    left: dict[str, int] = {}
    seen = {(Kind.TERM, *words(term)) for term in reading.known}
    for one in suggestions:
        code = fault(one, reading)
        mark = () if code else (one.kind, *words(_main(one)))
        if not code and mark in seen:
            code = "again"
        if code:
            left[code] = left.get(code, 0) + 1
        else:
            seen.add(mark)
            kept.append(one)
    return kept, left


def _main(one: Suggestion) -> str:
    names_of = {Kind.TERM: "term", Kind.QUESTION: "question", Kind.CHECK: "statement"}
    return str(one.content[names_of.get(one.kind, "text")])
