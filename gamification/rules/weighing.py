"""How much a piece of evidence counts, in words. Pure."""

from __future__ import annotations

import math

from courses.models import EvidenceKind

FULL, HALF = 1.0, 0.5
HANDS_ON = (EvidenceKind.LAB, EvidenceKind.TRANSFER)


def weight_in_words(
    *, kind: str, weight: float, try_number: int = 1, hinted: bool = False, put_aside: bool = False
) -> str:
    """weight: the evidence's own, a first answer being 1. put_aside: by a change that recertified."""
    if put_aside:
        return "counts no more: it is asked otherwise now"
    if weight <= 0:
        return _nothing(kind, try_number)
    if kind == EvidenceKind.REVIEW:
        return f"counts as {_answers(weight)}: two, times how reliable the reviewer is"
    if kind in HANDS_ON:
        repeated = ", for it was not the first attempt or had a hint" if weight < 3 else ""
        return f"counts as {_answers(weight)}{repeated}"
    if math.isclose(weight, FULL):
        return "counts in full"
    said = "half" if math.isclose(weight, HALF) else f"as {_answers(weight)}"
    return f"counts {said}: {_why_less(kind, try_number, hinted)}"


def share_in_words(share: float) -> str:
    """share: how much of its weight goes to one competency; empty where that is all of it."""
    return "" if share >= 1 else f"{round(100 * share)} % of that for this competency"


def _nothing(kind: str, try_number: int) -> str:
    if kind == EvidenceKind.SELF_REPORT:
        return "kept, not counted: one’s own word is read, not weighed"
    if kind == EvidenceKind.REVIEW:
        return "kept, not counted: the reviewer has not proved reliable yet"
    if kind == EvidenceKind.SHOWN and try_number > 1:
        return "kept, not counted: the tries before it were"
    return "kept, not counted: once a day is enough"


def _why_less(kind: str, try_number: int, hinted: bool) -> str:
    if kind == EvidenceKind.SHOWN:
        return "the answer was shown"
    if hinted:
        return "there was a hint"
    if try_number > 1:
        return f"try {try_number}"
    return "a daily review" if kind == EvidenceKind.REFRESH else "answered before"


def _answers(weight: float) -> str:
    return "one answer" if math.isclose(weight, 1) else f"{weight:g} answers"
