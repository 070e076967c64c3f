"""The house's own words in a lesson, in the language it is written in: ``Your turn.``, ``To keep.``

One file a language, English -> theirs. An English phrase names itself, so code reads as it sounds. What
people click and read around a lesson is no part of this: the interface is English.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

from courses.voicing import HOME

FOLDER = Path(__file__).parent
_language: ContextVar[str] = ContextVar("language of the lesson that is told", default=HOME)


@contextmanager
def speaking(locale: str) -> Iterator[None]:
    """Within it, `phrase` speaks the language of this locale: a lesson's blocks know no lesson."""
    token = _language.set(locale)
    try:
        yield
    finally:
        _language.reset(token)


def phrase(english: str, **blanks: str) -> str:
    """A phrase with its blanks filled in, in the language that is spoken here.

    Raises KeyError where its book lacks the phrase: English in the midst of a German lesson would be worse.
    """
    own = book(_language.get())
    told = own[english] if own and english else english
    return told.format(**blanks) if blanks else told


def in_words(*english: str) -> dict[str, str]:
    """What a slide's template calls some things, where that is not English."""
    return {one: phrase(one) for one in english} if book(_language.get()) else {}


def book(locale: str) -> Mapping[str, str]:
    """English -> the language of this locale; empty for English."""
    return _read(locale.partition("-")[0])


def digest(locale: str) -> str:
    """Changes with the words; empty for English, whose words stand in the code."""
    told = book(locale)
    return hashlib.sha256(repr(sorted(told.items())).encode()).hexdigest() if told else ""


@lru_cache
def _read(language: str) -> Mapping[str, str]:
    if language == HOME.partition("-")[0]:
        return {}
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
