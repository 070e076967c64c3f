"""Labels against the expert's key. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from labs.agreement import confusion, kappa, krippendorff
from labs.annotation.scheme import Item, Labels, Question


def score(questions: Sequence[Question], items: Sequence[Item], labels: Labels) -> float:
    """0..1: the mean closeness to the key, over all labels."""
    close = [
        question.closeness(chosen, key)
        for item in items
        for question, chosen, key in zip(questions, labels[item.mark], item.key, strict=True)
    ]
    return sum(close) / len(close)


def verdicts(questions: Sequence[Question], items: Sequence[Item], labels: Labels) -> list[dict[str, Any]]:
    """For each question, as JSON: its name, how many labels are the same and how many one step away, of how
    many; beyond_chance: kappa, on a scale ordinal alpha, None where nothing varies; matrix: how often a key
    (a row) was labelled as each option (a column).
    """
    return [
        _verdict(question, [(item.key[at], labels[item.mark][at]) for item in items])
        for at, question in enumerate(questions)
    ]


def _verdict(question: Question, pairs: list[tuple[str, str]]) -> dict[str, Any]:
    close = [question.closeness(key, chosen) for key, chosen in pairs]
    return {
        "name": question.name,
        "same": close.count(1.0),
        "near": close.count(0.5),
        "of": len(pairs),
        "beyond_chance": _on_scale(question, pairs) if question.scale else kappa(pairs),
        "matrix": confusion(pairs, question.options),
    }


def _on_scale(question: Question, pairs: list[tuple[str, str]]) -> float | None:
    ranks = [[rank(question, label) for label in pair] for pair in pairs]
    return krippendorff(ranks, "ordinal").value


def rank(question: Question, label: str) -> int | None:
    """The place of a label among the options; None for one that is none of them."""
    return question.options.index(label) if label in question.options else None
