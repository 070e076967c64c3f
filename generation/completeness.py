"""Whether a proposal has everything its place in a module asks for. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generation.ports import SUMMARY_WORDS, Kind
from generation.words import words

LONGEST = {
    Kind.OBJECTIVE: {"text": 300},
    Kind.SUMMARY: {"text": 160},
    Kind.KEY_POINT: {"text": 240},
    Kind.TERM: {"term": 80, "definition": 300},
    Kind.QUESTION: {"question": 1000},
    Kind.CHECK: {"statement": 1000, "if_true": 1000, "if_false": 1000},
}
"""Kind -> field -> characters it may have; each must be filled in."""
LONGEST_OPTION = 300
LABELS = {"text": "It", "if_true": "The feedback on “true”", "if_false": "The feedback on “false”"}


def missing(kind: Kind, content: Mapping[str, Any]) -> str:
    """What is to be done before it can be taken, in words; empty where it is complete."""
    for name, longest in LONGEST[kind].items():
        label = LABELS.get(name, f"The {name}")
        if not str(content.get(name, "")).strip():
            return f"{label} is empty. Write something, or leave this one out."
        if len(str(content[name])) > longest:
            return f"{label} has {len(str(content[name]))} characters. Keep it to {longest}."
    if kind is Kind.SUMMARY and (count := len(str(content["text"]).split())) > SUMMARY_WORDS:
        return f"A summary has at most {SUMMARY_WORDS} words; this one has {count}."
    if kind is Kind.QUESTION:
        return _of_options(content.get("options", ()))
    if kind is Kind.CHECK and not isinstance(content.get("answer"), bool):
        return "Say whether the statement is true or false."
    return ""


def _of_options(options: Any) -> str:
    if not 2 <= len(options) <= 8:
        return "A question has two to eight options."
    for option in options:
        if not option["text"].strip() or not option["feedback"].strip():
            return "Every option needs its text and what someone who chose it should hear."
        if len(option["text"]) > LONGEST_OPTION:
            return f"Keep each option to {LONGEST_OPTION} characters."
    if sum(bool(option["correct"]) for option in options) != 1:
        return "Mark exactly one option as right."
    if len({tuple(words(option["text"])) for option in options}) < len(options):
        return "Two options say the same."
    return ""
