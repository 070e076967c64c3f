"""Assertions in promptfoo's vocabulary, and their limits. Whatever is kept or exported went through `read`.

Types, values and scores are those of promptfoo 0.121.2 (MIT), whose verdicts the tests compare with ours.
`length` is ours: promptfoo counts words alone, so it is exported as a pattern.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from labs.contract import Refused
from labs.prompt.assertions.automaton import automaton

LONGEST_VALUE, MOST_VALUES = 400, 20
HEAVIEST = 10
FURTHEST = 10_000
"""The largest number of words or characters a test may name."""

TYPES = {
    "contains": "contains",
    "icontains": "contains, capitals or not",
    "contains-any": "contains any of",
    "contains-all": "contains all of",
    "icontains-any": "contains any of, capitals or not",
    "icontains-all": "contains all of, capitals or not",
    "starts-with": "begins with",
    "equals": "is just",
    "regex": "matches the pattern",
    "is-json": "is JSON",
    "word-count": "has so many words",
    "length": "has so many characters",
}
LISTS = frozenset({"contains-any", "contains-all", "icontains-any", "icontains-all"})
COUNTS = frozenset({"word-count", "length"})
NOT = "not-"


@dataclass(frozen=True)
class Bounds:
    """Both ends belong to it; None is open. One of them is there."""

    least: int | None = None
    most: int | None = None

    def holds(self, number: int) -> bool:
        return (self.least or 0) <= number and (self.most is None or number <= self.most)

    def __str__(self) -> str:
        if self.least == self.most:
            return str(self.least)
        return f"{'' if self.least is None else self.least}-{'' if self.most is None else self.most}"


Value = str | tuple[str, ...] | Bounds


@dataclass(frozen=True)
class Assertion:
    """type: one of TYPES, with `not-` before it for the opposite. weight: a whole number, so that sums are
    exact; 0 shows and never fails. metric: the name its score is added up under elsewhere.
    """

    type: str
    value: Value = ""
    weight: int = 1
    metric: str = ""

    @property
    def base(self) -> str:
        return self.type.removeprefix(NOT)

    @property
    def negated(self) -> bool:
        return self.type.startswith(NOT)

    def data(self) -> dict[str, Any]:
        """As JSON, which `read` takes again."""
        value: Any = self.value
        if isinstance(value, Bounds):
            value = {
                name: end for name, end in (("min", value.least), ("max", value.most)) if end is not None
            }
        elif isinstance(value, tuple):
            value = list(value)
        said = {"type": self.type, "value": value, "weight": self.weight}
        return said | ({"metric": self.metric} if self.metric else {})


def read(said: Mapping[str, Any]) -> Assertion:
    """From JSON, YAML or a form: type, value, weight, metric.

    value: a text; for lists a list, or a text with one a line; for counts {min, max}, a number, or a text
    like “20-80”, “20-” or “-80”. Raises Refused with what to write instead.
    """
    type = str(said.get("type", ""))
    if type.removeprefix(NOT) not in TYPES:
        there = ", ".join(TYPES)
        raise Refused("type", f"There is no test “{type}” here. There are {there}, each with not- before it.")
    weight = said.get("weight", 1)
    if isinstance(weight, bool) or not isinstance(weight, int) or not 0 <= weight <= HEAVIEST:
        raise Refused("weight", f"A weight is a whole number from 0 to {HEAVIEST}.")
    metric = str(said.get("metric", ""))[:60]
    return Assertion(type, _value(type.removeprefix(NOT), said.get("value", "")), weight, metric)


def _value(base: str, said: Any) -> Value:
    if base == "is-json":
        return _nothing(said)
    if base in COUNTS:
        return _bounds(said)
    if base in LISTS:
        return _list(said)
    text = _text(said)
    if base == "regex":
        automaton(text)
    return text


def _nothing(said: Any) -> str:
    if said not in ("", None):
        raise Refused("value", "“is JSON” takes no value: schemas are not checked here.")
    return ""


def _text(said: Any) -> str:
    text = str(said) if isinstance(said, str | int | float) else ""
    if not text.strip():
        raise Refused("value", "Write what to look for.")
    if len(text) > LONGEST_VALUE:
        raise Refused("value", f"At most {LONGEST_VALUE} characters; this has {len(text)}.")
    if "\0" in text:
        raise Refused("value", "It has a character that no text has (NUL). Type it anew.")
    return text


def _list(said: Any) -> tuple[str, ...]:
    lines = said.splitlines() if isinstance(said, str) else said if isinstance(said, list | tuple) else []
    found = tuple(
        _text(line.strip() if isinstance(said, str) else line) for line in lines if str(line).strip()
    )
    if not found:
        raise Refused("value", "Write what to look for, one a line.")
    if len(found) > MOST_VALUES:
        raise Refused("value", f"At most {MOST_VALUES} lines; these are {len(found)}.")
    return found


def _bounds(said: Any) -> Bounds:
    if isinstance(said, Mapping):
        least, most = said.get("min"), said.get("max")
    else:
        first, dash, last = str(said).replace("–", "-").partition("-")
        least, most = _number(first), _number(last if dash else first)
    for end in (least, most):
        if end is not None and (
            isinstance(end, bool) or not isinstance(end, int) or not 0 <= end <= FURTHEST
        ):
            raise Refused("value", f"Whole numbers from 0 to {FURTHEST}, like 20-80.")
    if least is None and most is None:
        raise Refused("value", "Write a number, or 20-80, 20- for at least, -80 for at most.")
    if least is not None and most is not None and least > most:
        raise Refused("value", f"{least} is more than {most}: write the smaller number first.")
    return Bounds(least, most)


def _number(said: str) -> int | None:
    if not said.strip():
        return None
    if not (said.strip().isascii() and said.strip().isdigit()) or len(said) > 9:
        raise Refused("value", "Write a number, or 20-80, 20- for at least, -80 for at most.")
    return int(said)
