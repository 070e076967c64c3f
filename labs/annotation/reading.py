"""What a learner sends in each step: labels, a mended guideline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import QueryDict

from labs.annotation.scheme import Item, Question, Scheme
from labs.annotation.task import LONGEST_RULE
from labs.contract import Refused

SHORTEST_WHY, LONGEST_WHY = 10, 600
"""Characters."""


def field_of(item: int, question: int) -> str:
    """Name of the field for the label of an item, by their places."""
    return f"label-{item}-{question}"


def read_labels(
    questions: Sequence[Question], items: Sequence[Item], posted: QueryDict
) -> dict[str, list[str]]:
    """Raises Refused, naming what has no label."""
    chosen = [
        [_chosen(question, posted.get(field_of(number, at))) for at, question in enumerate(questions)]
        for number in range(len(items))
    ]
    missing = [
        f"{number} ({', '.join(lacking)})"
        for number, labels in enumerate(chosen, 1)
        if (lacking := [one.name for one, label in zip(questions, labels, strict=True) if not label])
    ]
    if missing:
        raise Refused("incomplete", f"Some lines wait for a label: {', '.join(missing)}.")
    return {item.mark: labels for item, labels in zip(items, chosen, strict=True)}


def _chosen(question: Question, sent: str | None) -> str:
    """The form sends the place of an option."""
    places = [str(place) for place in range(len(question.options))]
    return question.options[places.index(sent)] if sent in places else ""


def read_repair(scheme: Scheme, posted: QueryDict) -> dict[str, Any]:
    """changes: of rules by their places, an empty text for one that is struck. Raises Refused."""
    sent = [_text(posted, f"rule-{place}") for place in range(len(scheme.rules))]
    changes = [
        {"rule": place, "text": text}
        for place, (text, rule) in enumerate(zip(sent, scheme.rules, strict=True))
        if text != _plain(rule.text)
    ]
    added, why = _text(posted, "added"), _text(posted, "why")
    if not (changes or added):
        raise Refused("unchanged", "Change the wording of one rule at least, strike one, or add one.")
    if any(len(text) > LONGEST_RULE for text in [*sent, added]):
        raise Refused("too_long", f"A rule has at most {LONGEST_RULE} characters: people must remember it.")
    if not SHORTEST_WHY <= len(why) <= LONGEST_WHY:
        raise Refused("no_reason", "Say in a sentence or two which lines your change settles, and why.")
    return {"changes": changes, "added": added, "why": why}


def _text(posted: QueryDict, name: str) -> str:
    return _plain(posted.get(name, ""))


def _plain(text: str) -> str:
    """Without the line ends of a form and blanks that nobody sees: they are no change of wording."""
    return " ".join(text.split())
