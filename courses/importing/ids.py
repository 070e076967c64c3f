"""Ids that a file states: of its blocks, and of their options, lines and points."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from courses.importing.source import Source

ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
EDITOR_FOLDS = {"region", "endregion"}
"""What some text editors write into comments to fold a part of a file away."""
_BRACES = re.compile(r"\{([^{}]*)\}\s*$")
_COMMENT = re.compile(r"<!--\s*#(\S+)((?:\s+[\w-]+=\S+)*)\s*-->")
_ITEM = re.compile(r"(?:^|(?<=\s))\{#([^\s{}]*)\}\s*$")
_WRONG = "“{}” cannot be an id: it has 1 to 40 letters a to z, figures, hyphens and underscores."
_TWICE = "the id “{}” is used twice. Take one of the two out, and it gets an id of its own."

Refuse = Callable[[int, str], Exception]
"""(line within the container, message) -> the exception to raise."""


@dataclass(frozen=True)
class Mark:
    """What ``{#id key=value}`` or ``<!-- #id key=value -->`` says. id: empty where it states none."""

    id: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    line: int = 0


def in_braces(info: str) -> tuple[str, Mark]:
    """The opening line of a container without its attributes, and those. Other braces are its own words."""
    found = _BRACES.search(info)
    words = re.sub(r"\s*=\s*", "=", found.group(1)).split() if found else []
    if not found or not words or not all(_is_attribute(word) for word in words):
        return info.strip(), Mark()
    stated = next((word[1:] for word in words if word.startswith("#")), "")
    pairs = dict(word.split("=", 1) for word in words if "=" in word and not word.startswith("#"))
    return info[: found.start()].strip(), Mark(stated, pairs)


def in_comment(html: str, line: int) -> Mark | None:
    """What a comment of its own line says about the block below; None where it is an ordinary comment."""
    found = _COMMENT.fullmatch(html.strip())
    if found is None or found.group(1) in EDITOR_FOLDS:
        return None
    return Mark(found.group(1), dict(pair.split("=", 1) for pair in found.group(2).split()), line)


def _is_attribute(word: str) -> bool:
    return bool(re.fullmatch(r"#\S+|[\w-]+=\S+", word))


class BlockIds:
    """The ids of a file's blocks, each used once."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.lines: dict[str, int] = {}

    def claimed(self, stated: str, line: int) -> str:
        """Raises ImportRefused."""
        if stated and not ID.fullmatch(stated):
            raise self._source.refuse(line, _WRONG.format(stated[:80]))
        if stated in self.lines:
            raise self._source.refuse(line, _TWICE.format(stated))
        if stated:
            self.lines[stated] = line
        return stated


class ItemIds:
    """The ids of one block's options, lines or points: ``text {#id}``."""

    def __init__(self, refuse: Refuse) -> None:
        self._refuse = refuse
        self._used: set[str] = set()

    def taken(self, number: int, text: str) -> tuple[str, str]:
        """A line without the id at its end, and the id; empty where it states none. Raises ImportRefused."""
        found = _ITEM.search(text)
        if found is None:
            return text, ""
        stated = found.group(1)
        if not ID.fullmatch(stated):
            raise self._refuse(number, _WRONG.format(stated[:80]))
        if stated in self._used:
            raise self._refuse(number, _TWICE.format(stated))
        self._used.add(stated)
        return text[: found.start()].rstrip(), stated
