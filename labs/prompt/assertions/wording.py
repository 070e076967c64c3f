"""An assertion in words, as people read it on the page. Pure."""

from __future__ import annotations

from labs.prompt.assertions.vocabulary import Assertion, Bounds

_SAID = {
    "contains": ("contains {}", "does not contain {}"),
    "icontains": ("contains {}, capitals or not", "does not contain {}, capitals or not"),
    "contains-any": ("contains any of {}", "contains none of {}"),
    "contains-all": ("contains all of {}", "does not contain all of {}"),
    "icontains-any": ("contains any of {}, capitals or not", "contains none of {}, capitals or not"),
    "icontains-all": ("contains all of {}, capitals or not", "does not contain all of {}, capitals or not"),
    "starts-with": ("begins with {}", "does not begin with {}"),
    "equals": ("is just {}", "is not just {}"),
    "regex": ("matches the pattern {}", "does not match the pattern {}"),
    "is-json": ("is JSON", "is not JSON"),
    "word-count": ("has {} words", "does not have {} words"),
    "length": ("has {} characters", "does not have {} characters"),
}


def in_words(assertion: Assertion) -> str:
    """A part of a sentence: “contains “rain””."""
    return _SAID[assertion.base][assertion.negated].format(_value(assertion))


def _value(assertion: Assertion) -> str:
    value = assertion.value
    if isinstance(value, Bounds):
        if value.most is None:
            return f"at least {value.least}"
        if value.least is None:
            return f"at most {value.most}"
        return str(value.least) if value.least == value.most else f"{value.least} to {value.most}"
    if isinstance(value, tuple):
        return ", ".join(f"“{one}”" for one in value)
    return f"“{value}”"
