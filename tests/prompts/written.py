"""Tests as an author writes them in the form of a lab."""

from __future__ import annotations

from typing import Any


def asserted(type: str, value: str = "", *, opposite: bool = False, weight: int = 1) -> dict[str, Any]:
    return {"type": type, "value": value, "opposite": opposite, "weight": weight}


def test_of(name: str, *assertions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "on": "prompt", "assertions": list(assertions), "threshold": None} | more


test_of.__test__ = False

TESTS = [
    test_of("A place", asserted("icontains-any", "kitchen\nharbour")),
    test_of("Nobody else", asserted("icontains", "crowd", opposite=True), asserted("word-count", "3-")),
]
