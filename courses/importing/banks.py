"""A question bank between ``::::`` lines: containers of questions, and nothing else."""

from __future__ import annotations

import re
from typing import Any

from courses.importing.draft import Draft
from courses.importing.ids import BlockIds, Refuse, in_braces
from courses.importing.questions import READERS, question

OPENED = ':::: bank 2 "Light"'
_FENCE = re.compile(r"\s{0,3}(:{3,})\s*(.*)")
_ASKS = re.compile(r"(\d{1,3})\s+[\"“]?(\S.*)")


def bank(title: str, lines: list[str], first: int, ids: BlockIds, refuse: Refuse) -> Draft:
    """title: what stands behind ``bank``: how many are asked, and what they are about. first: line of the
    file at which `lines` begin. Raises ImportRefused.
    """
    said = _ASKS.fullmatch(title)
    if said is None:
        raise refuse(-1, f"a bank says how many of its questions it asks, and what they are about: {OPENED}")
    questions: list[dict[str, Any]] = []
    number = 0
    while number < len(lines):
        if lines[number].strip():
            end = _end(lines, number, refuse)
            questions.append(_question(lines, number, end, first, ids, refuse))
            number = end
        number += 1
    if not questions:
        raise refuse(
            -1, "this bank has no question. Write each between “::: single” and “:::”, or as others."
        )
    return Draft("question_bank", {"title": said[2], "draw": int(said[1]), "questions": questions})


def _end(lines: list[str], start: int, refuse: Refuse) -> int:
    """Where the container that begins at a line is closed."""
    opened = _FENCE.fullmatch(lines[start])
    if opened is None:
        raise refuse(start, "only questions stand in a bank, each between its own lines of three colons.")
    for number in range(start + 1, len(lines)):
        closed = _FENCE.fullmatch(lines[number])
        if closed and not closed[2] and len(closed[1]) >= len(opened[1]):
            return number
    raise refuse(
        start,
        f"“{lines[start].strip()[:60]}” is not closed within the bank. Fence the bank with four "
        f"colons, its questions with three: {OPENED}",
    )


def _question(
    lines: list[str], start: int, end: int, first: int, ids: BlockIds, refuse: Refuse
) -> dict[str, Any]:
    opened = _FENCE.fullmatch(lines[start])
    words, mark = in_braces(opened[2] if opened else "")
    kind = words.lower()
    if kind not in READERS:
        known = ", ".join(READERS)
        raise refuse(start, f"“{words[:40]}” is no question. In a bank stand: {known}.")
    stated = ids.claimed(mark.id, first + start)
    draft = question(
        kind,
        mark.attributes,
        lines[start + 1 : end],
        lambda number, message: refuse(start + 1 + number, message),
    )
    return {"type": draft.kind, "value": dict(draft.value), "id": stated}
