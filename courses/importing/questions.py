"""Questions between ``:::`` lines, kind by kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from courses.blocks.question_order import FEWEST
from courses.importing.asked import BOX, BULLET, NUMBER, Asked, Entry, asked
from courses.importing.draft import Draft
from courses.importing.feeds import feeds
from courses.importing.ids import Refuse

PATTERN = "/"
"""An accepted answer between two of these is a regular expression."""
NOTHING = "= "
PAIR = " = "
EXACT = {"capitals": "case_counts", "accents": "accents_count", "spaces": "spaces_count"}
"""What ``exact=capitals,accents`` may name -> the switch of a short answer."""


def single(lines: list[str], refuse: Refuse) -> Draft:
    return _choice("single_choice", lines, refuse)


def multiple(lines: list[str], refuse: Refuse) -> Draft:
    return _choice("multiple_choice", lines, refuse)


def _choice(kind: str, lines: list[str], refuse: Refuse) -> Draft:
    found = asked(lines, refuse, entry=BOX)
    if len(found.entries) < 2:
        raise refuse(-1, "a question needs two options or more, each as “- [ ] text” or “- [x] text”.")
    choices = [one.item(text=one.text, correct=one.marked, feedback=one.feedback) for one in found.entries]
    return Draft(kind, {"question": found.question, "choices": choices})


def check(lines: list[str], refuse: Refuse) -> Draft:
    found = asked(lines, refuse, entry=BOX)
    sides = {one.text.lower(): one for one in found.entries}
    right = [side for side, one in sides.items() if one.marked]
    if set(sides) != {"true", "false"} or len(found.entries) != 2 or len(right) != 1:
        raise refuse(-1, "a check has two options, “True” and “False”: one as “- [x]”, the other as “- [ ]”.")
    feedback = {f"if_{side}": one.feedback for side, one in sides.items()}
    return Draft("quick_check", {"question": found.question, "right": right[0], **feedback})


def ordering(lines: list[str], refuse: Refuse) -> Draft:
    found = asked(lines, refuse, entry=NUMBER, labels={"hint"})
    if len(found.entries) < FEWEST:
        raise refuse(-1, "an ordering needs three steps or more in their right order, each as “1. text”.")
    steps = [one.item(text=one.text, feedback=one.feedback) for one in found.entries]
    return Draft("ordering", {"question": found.question, "steps": steps, "hint": _hint(found)})


def matching(lines: list[str], refuse: Refuse) -> Draft:
    found = asked(lines, refuse, entry=BULLET, labels={"hint"})
    distractors = [one for one in found.entries if one.text.startswith(NOTHING)]
    pairs = [_pair(one, refuse) for one in found.entries if one not in distractors]
    if len(pairs) < 2:
        raise refuse(-1, "a matching needs two pairs or more, each as “- this = that”.")
    value = {
        "question": found.question,
        "pairs": pairs,
        "distractors": [_bare(one) for one in distractors],
        "hint": _hint(found),
    }
    return Draft("matching", value)


def _pair(one: Entry, refuse: Refuse) -> dict[str, Any]:
    left, between, right = one.text.partition(PAIR)
    if not between:
        raise refuse(one.line, "write a pair as “- this = that”, and what belongs to nothing as “- = that”.")
    return one.item(left=left.strip(), right=right.strip(), feedback=one.feedback)


def _bare(one: Entry) -> dict[str, Any]:
    return {**one.item(), "value": one.text.removeprefix(NOTHING).strip()}


def short_answer(lines: list[str], refuse: Refuse) -> Draft:
    found = asked(lines, refuse, entry=BOX, labels={"hint", "why"})
    right = [one for one in found.entries if one.marked]
    patterns = [one.text[1:-1] for one in right if _is_pattern(one.text)]
    accepted = [one.text for one in right if not _is_pattern(one.text)]
    if not accepted:
        raise refuse(-1, "a short answer needs what is accepted, as “- [x] text”; patterns come beside it.")
    near = [one.item(answer=one.text, feedback=one.feedback) for one in found.entries if not one.marked]
    value = {
        "question": found.question,
        "accepted": "\n".join(accepted),
        "patterns": "\n".join(patterns),
        "why": found.said.get("why") or " ".join(one.feedback for one in right if one.feedback),
        "near_misses": near,
        "hint": _hint(found),
    }
    return Draft("short_answer", value)


def _is_pattern(text: str) -> bool:
    return len(text) > 2 and text.startswith(PATTERN) and text.endswith(PATTERN)


def _hint(found: Asked) -> str:
    return found.said.get("hint", "")


READERS: Mapping[str, Callable[[list[str], Refuse], Draft]] = {
    "single": single,
    "multiple": multiple,
    "check": check,
    "ordering": ordering,
    "matching": matching,
    "answer": short_answer,
}
"""The word that opens a container -> what reads it."""
_SHUFFLES = {"single_choice", "multiple_choice"}


def question(kind: str, attributes: Mapping[str, str], lines: list[str], refuse: Refuse) -> Draft:
    """The question of a container. kind: a key of READERS. Raises ImportRefused."""
    draft = READERS[kind](lines, refuse)
    stated = _switches(draft.kind, attributes, refuse) | feeds(attributes, refuse)
    return Draft(draft.kind, {**draft.value, **stated})


def _switches(kind: str, attributes: Mapping[str, str], refuse: Refuse) -> dict[str, bool]:
    """What the braces of the opening line switch on."""
    yes = {"confidence": "ask_confidence"} | ({"shuffle": "shuffle"} if kind in _SHUFFLES else {})
    on: dict[str, bool] = {}
    for name, said in attributes.items():
        if name in yes:
            if said != "yes":
                raise refuse(-1, f"“{name}” is “yes”, or left out.")
            on[yes[name]] = True
        elif name == "exact" and kind == "short_answer":
            unknown = [word for word in said.split(",") if word not in EXACT]
            if unknown:
                raise refuse(-1, f"“exact” names capitals, accents or spaces, not “{unknown[0][:40]}”.")
            on |= {EXACT[word]: True for word in said.split(",")}
        elif name in {"shuffle", "exact"}:
            raise refuse(-1, f"“{name}” has no meaning for this kind of question.")
    return on
