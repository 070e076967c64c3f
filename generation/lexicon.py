"""Pronunciations of a lesson: of all that were written down, those that hold there. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Entry(NamedTuple):
    """term: as it is written. said_as: as it should sound, spelled. ipa: the same, for voices that can."""

    term: str
    said_as: str
    ipa: str = ""


class Kept(NamedTuple):
    """locale: empty: in every language. scope: 0 of the studio, 1 of a course, 2 of a module."""

    entry: Entry
    locale: str
    scope: int


def narrowest(kept: Iterable[Kept], locale: str) -> tuple[Entry, ...]:
    """One entry a term, in order of the terms: the module's before the course's before the studio's, and
    within those one of this language before one of all.
    """
    best: dict[str, tuple[tuple[int, bool], Entry]] = {}
    for one in kept:
        if one.locale not in ("", locale):
            continue
        term, rank = one.entry.term.casefold(), (one.scope, bool(one.locale))
        if term not in best or rank > best[term][0]:
            best[term] = rank, one.entry
    return tuple(entry for _, (_, entry) in sorted(best.items()))
