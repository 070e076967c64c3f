"""What is said of pictures: names, descriptions and rights. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from labs.reference_set.items import Fault, Finding, Item, Wanted
from labs.reference_set.words import SAY_SOURCE, Check, Rights

FEWEST_WORDS = 5
"""In a description; what it takes to say what is seen, in which light and from where."""
CAMERA = re.compile(
    r"(?:img|mg|dsc[nf]?|dji|gopr|mvi|pxl|p|image|picture|photo|scan|screen ?shot|untitled|unnamed|copy|of"
    r"|final|new|draft|version|v|\d|[\s_().-])*+",
    re.IGNORECASE,
)
"""What cameras and haste call files."""
WORD = re.compile(r"[^\W\d_]+")


def names(items: Sequence[Item]) -> Finding:
    """Each of two words at least, none a camera's, none twice."""
    seen = Counter(_same(item.name) for item in items)

    def wrong(item: Item) -> tuple[str, str] | None:
        if not item.name or CAMERA.fullmatch(item.name):
            return "A camera's name", "Name what it shows, so that somebody finds it without opening it."
        if len(set(WORD.findall(item.name.casefold()))) < 2:
            return "Name too short", "Name it in at least two words: what it shows, and what sets it apart."
        if seen[_same(item.name)] > 1:
            return "Name used twice", "Two pictures have this name. Say what sets them apart."
        return None

    return _finding(Check.NAMES, items, wrong, "Every picture has a clear name of its own.")


def descriptions(items: Sequence[Item], wanted: Wanted) -> Finding:
    """Each holds the keyword as a word, at least FEWEST_WORDS different words, and is no other's."""
    seen = Counter(_same(item.description) for item in items)
    key = re.compile(rf"(?<!\w){re.escape(wanted.keyword)}(?!\w)", re.IGNORECASE)

    def wrong(item: Item) -> tuple[str, str] | None:
        if len(set(WORD.findall(item.description.casefold()))) < FEWEST_WORDS:
            return "Says too little", f"Describe it in at least {FEWEST_WORDS} different words."
        if not key.search(item.description):
            return "No keyword", f"Put “{wanted.keyword}” in the description: that word recalls the set."
        if seen[_same(item.description)] > 1:
            return "Said twice", "Another picture has these words. Say what this one shows."
        return None

    return _finding(
        Check.DESCRIPTIONS, items, wrong, f"Every description says enough and holds “{wanted.keyword}”."
    )


def rights(items: Sequence[Item], wanted: Wanted) -> Finding:
    """Each states why it may be used, by a claim that will do here, with its source where that needs one."""

    def wrong(item: Item) -> tuple[str, str] | None:
        if item.rights not in Rights.values:
            return "No rights", "Say why it may be used. If nobody knows, take it out."
        if item.rights not in wanted.rights:
            return "Rights will not do", f"“{Rights(item.rights).label}” will not do here. Take it out."
        if item.rights in SAY_SOURCE and len(item.source) < 3:
            return "Source missing", "Say whose it is, and by which paper it may be used."
        return None

    return _finding(Check.RIGHTS, items, wrong, "Every picture says why it may be used.")


def subject(items: Sequence[Item]) -> Finding:
    """By what the author says of the prepared pictures. Of uploads nothing is known."""

    def wrong(item: Item) -> tuple[str, str] | None:
        if item.truth is None or item.truth.belongs:
            return None
        return "Does not belong", item.truth.why or "It shows something else than the set is for."

    return _finding(Check.SUBJECT, items, wrong, "None of the prepared pictures is off the subject.")


def record(items: Sequence[Item]) -> Finding:
    """Whether claims say what the record of the prepared pictures says. Of uploads there is none."""

    def wrong(item: Item) -> tuple[str, str] | None:
        if item.truth is None or item.truth.rights == item.rights:
            return None
        true = Rights(item.truth.rights).label.lower()
        return "Not what the record says", f"The record says: {item.truth.record} That means: {true}."

    return _finding(Check.RECORD, items, wrong, "Every claim is what the record says.")


def _finding(
    check: str, items: Sequence[Item], wrong: Callable[[Item], tuple[str, str] | None], well: str
) -> Finding:
    faults = tuple(Fault(item.key, *said) for item in items if (said := wrong(item)))
    if not faults:
        return Finding(check, bool(items), well if items else "There is no picture in the set.")
    number = "One picture needs" if len(faults) == 1 else f"{len(faults)} pictures need"
    return Finding(check, False, f"{number} a look: {_kinds(faults)}.", faults)


def _kinds(faults: Sequence[Fault]) -> str:
    found = Counter(fault.badge.lower() for fault in faults)
    return ", ".join(f"{badge} ({number})" for badge, number in found.items())


def _same(text: str) -> str:
    return " ".join(WORD.findall(text.casefold())) or text
