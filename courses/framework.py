"""A tree of competencies, as keys and the key of what each stands under. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import TypeVar

DEEPEST = 8
"""Levels a tree may have. School frameworks have up to six."""
CYCLE, TOO_DEEP = "cycle", "too_deep"

Key = TypeVar("Key", bound=Hashable)


def in_order(parents: Mapping[Key, Key | None]) -> Iterator[tuple[Key, int]]:
    """(key, how deep it stands, from 0), parents before their children, siblings in the order given.

    What comes round to itself is left out: nothing leads to it.
    """
    below: dict[Key | None, list[Key]] = {}
    for key, over in parents.items():
        below.setdefault(over, []).append(key)
    waiting = [(key, 0) for key in reversed(below.get(None, []))]
    while waiting:
        key, depth = waiting.pop()
        yield key, depth
        waiting += [(one, depth + 1) for one in reversed(below.get(key, []))]


def fault(parents: Mapping[Key, Key | None]) -> tuple[str, Key] | None:
    """Why this is no tree, and the first key it is said of; None where it is one."""
    depths = dict(in_order(parents))
    for key in parents:
        if key not in depths:
            return CYCLE, key
        if depths[key] >= DEEPEST:
            return TOO_DEEP, key
    return None
