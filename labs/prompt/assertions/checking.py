"""What assertions say of a text, scored as promptfoo scores. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from labs.prompt.assertions.automaton import matches
from labs.prompt.assertions.text import units, words
from labs.prompt.assertions.vocabulary import Assertion, Bounds


@dataclass(frozen=True)
class Result:
    """score: 0 or 1, of what was found; passed is true besides where the weight is 0. say: what was found."""

    assertion: Assertion
    passed: bool
    score: float
    say: str


@dataclass(frozen=True)
class Checked:
    """score: the mean of the scores by weight, 0..1; 0 where nothing weighs, 1 where nothing is asserted."""

    passed: bool
    score: float
    results: tuple[Result, ...]


def check(text: str, assertions: Iterable[Assertion], threshold: float | None = None) -> Checked:
    """Passes when every assertion that weighs does; with a threshold, when the score reaches it, whatever
    failed. threshold: 0 < threshold <= 1.
    """
    results = tuple(_result(text, assertion) for assertion in assertions)
    if not results:
        return Checked(True, 1.0, ())
    weights = sum(result.assertion.weight for result in results)
    reached = sum(result.score * result.assertion.weight for result in results)
    score = reached / weights if weights else 0.0
    passed = score >= threshold if threshold else all(result.passed for result in results)
    return Checked(passed, score, results)


def _result(text: str, assertion: Assertion) -> Result:
    held, say = _found(text, assertion)
    right = held != assertion.negated
    return Result(assertion, right or assertion.weight == 0, 1.0 if right else 0.0, say)


def _found(text: str, assertion: Assertion) -> tuple[bool, str]:
    """(whether it holds, before any `not-`; what was found)."""
    value = assertion.value
    if isinstance(value, Bounds):
        counted = words(text) if assertion.base == "word-count" else len(units(text))
        return value.holds(counted), f"It has {counted} {_unit(assertion.base, counted)}."
    if isinstance(value, tuple):
        return _of_several(text, assertion.base, value)
    if assertion.base == "is-json":
        held = _is_json(text)
        return held, "It is JSON." if held else "It is not JSON."
    if assertion.base == "regex":
        held = matches(value, text)
        return held, "The pattern fits." if held else "The pattern fits nowhere."
    return _of_one(text, assertion.base, value)


def _of_one(text: str, base: str, value: str) -> tuple[bool, str]:
    if base == "starts-with":
        held = text.startswith(value)
        return held, f"It begins with “{value}”." if held else f"It does not begin with “{value}”."
    if base == "equals":
        held = text == value
        return held, "It is just that." if held else "It is not just that."
    held = _has(text, value, base)
    return held, f"“{value}” is in it." if held else f"“{value}” is not in it."


def _of_several(text: str, base: str, values: tuple[str, ...]) -> tuple[bool, str]:
    there = [value for value in values if _has(text, value, base)]
    missing = [value for value in values if value not in there]
    if base.endswith("-any"):
        return bool(there), f"In it: {_quoted(there)}." if there else "None of them is in it."
    return not missing, f"Not in it: {_quoted(missing)}." if missing else "All of them are in it."


def _has(text: str, value: str, base: str) -> bool:
    return value.lower() in text.lower() if base.startswith("i") else value in text


def _is_json(text: str) -> bool:
    try:
        # JSON has no NaN and no bound on digits; Python's reader has both.
        json.loads(text, parse_constant=_no_constant, parse_int=str)
    except (ValueError, RecursionError):
        return False
    return True


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _quoted(values: list[str]) -> str:
    return ", ".join(f"“{value}”" for value in values)


def _unit(base: str, number: int) -> str:
    name = "word" if base == "word-count" else "character"
    return name if number == 1 else f"{name}s"
