"""What colleagues chose for the same lines. Pure. Whose label is whose is not even looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from labs.agreement import Alpha, krippendorff
from labs.annotation.scheme import Item, Labels, Question
from labs.annotation.scoring import rank

TO_SEE_COUNTS = 3
"""People, with oneself. Of two, what “the other” chose for a line would be told as if by name."""


def alphas(questions: Sequence[Question], items: Sequence[Item], everyone: Sequence[Labels]) -> list[Alpha]:
    """For each question, over the items that two people or more labelled."""
    return [
        krippendorff(
            [[rank(question, label) for label in _given(item, at, everyone)] for item in items],
            "ordinal" if question.scale else "nominal",
        )
        for at, question in enumerate(questions)
    ]


def counts(question: Question, at: int, item: Item, everyone: Sequence[Labels]) -> list[tuple[str, int]]:
    """(option, how many people chose it), for the options that anybody chose; nothing where too few did."""
    given = Counter(_given(item, at, everyone))
    if given.total() < TO_SEE_COUNTS:
        return []
    return [(option, given[option]) for option in question.options if given[option]]


def _given(item: Item, at: int, everyone: Sequence[Labels]) -> list[str]:
    return [labels[item.mark][at] for labels in everyone if item.mark in labels]
