"""What changed from one version of a prompt to another, by element. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from labs.prompt.passing import NAMES, listed
from labs.prompt.writing import words_of


def changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Keys of the elements whose words are not the same. old and new: what each covers, of `covering`."""
    return [key for key in NAMES if old[key] != new[key]]


def covering(text: str, found: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """The words that cover each element; none where it is not detected."""
    return {
        key: frozenset(words_of(text[start:end]).casefold() for start, end in one["spans"])
        if one["covered"]
        else frozenset()
        for key, one in found["elements"].items()
    }


def told(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """The same in words, with what it did to the coverage."""
    keys = changed(old, new)
    if not keys:
        return "Other words, and no element changed with them."
    if len(keys) == 1:
        return f"You changed one thing: {NAMES[keys[0]]}. {_turn(old[keys[0]], new[keys[0]])}"
    gained = [NAMES[key] for key in keys if not old[key]]
    lost = [NAMES[key] for key in keys if not new[key]]
    found = [
        f"You changed {listed([NAMES[key] for key in keys])} at once.",
        f"Covered now: {listed(gained)}." if gained else "",
        f"Not detected any more: {listed(lost)}." if lost else "",
        "When a picture comes out different, you will not know which of them did it: try one at a time.",
    ]
    return " ".join(part for part in found if part)


def _turn(before: frozenset[str], after: frozenset[str]) -> str:
    if not before:
        return "Not detected before, covered now."
    return "Covered before and now, in other words." if after else "Covered before, not detected now."
