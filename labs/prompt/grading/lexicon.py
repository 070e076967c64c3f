"""The data files as one tree of words, read once.

A file is TOML: tables of groups, each a text of terms parted by commas or lines; # begins a remark. In a
term a space
and a hyphen are the same, spelling may be British or American, and plurals are understood. Besides:
  slow|gentle push in     either word
  (very) low angle        with or without
  dolly~ in               dolly, dollies, dollied, dollying
  <number> <word> <adjective> <noun> <name>      any one of that kind
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path

from labs.prompt.grading.spelling import canonical, inflections, singular
from labs.prompt.grading.tokens import Token

FOLDER = Path(__file__).resolve().parent.parent / "lexicons"
_KINDS = {"<number>": "NUM", "<word>": "", "<adjective>": "ADJ", "<noun>": "NOUN", "<name>": "NAME"}


@dataclass(slots=True)
class Node:
    words: dict[str, Node] = field(default_factory=dict)
    kinds: dict[str, Node] = field(default_factory=dict)
    groups: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens [start, end) that are a term of a group of a file."""

    start: int
    end: int
    file: str
    group: str


def terms(text: str) -> Iterator[str]:
    """The terms of a group, as they are written."""
    for line in text.splitlines():
        for term in line.split("#")[0].split(","):
            if term.strip():
                yield term.strip()


def spelled_out(term: str) -> Iterator[tuple[str, ...]]:
    """Every sequence of words and kinds that a term stands for."""
    term = re.sub(r"\(([^)]*)\)", lambda found: "|".join([*found[1].split("|"), "ε"]), term)
    places: list[list[tuple[str, ...]]] = []
    for place in term.split():
        choices: list[tuple[str, ...]] = []
        for choice in place.split("|"):
            choices += _choices(choice)
        places.append(choices)
    for chosen in product(*places):
        words = tuple(word for choice in chosen for word in choice)
        if words:
            yield words


def _choices(choice: str) -> list[tuple[str, ...]]:
    if choice == "ε":
        return [()]
    if choice in _KINDS:
        return [(choice,)]
    words = [canonical(word).removesuffix("'s") for word in re.split(r"[-/](?=\w)", choice.rstrip("~"))]
    if not choice.endswith("~"):
        return [tuple(words)]
    return [(*words[:-1], form) for form in inflections(words[-1])]


@cache
def groups(file: str) -> dict[str, tuple[str, ...]]:
    """group -> its terms, as written, of lexicons/<file>.toml."""
    with (FOLDER / f"{file}.toml").open("rb") as opened:
        read = tomllib.load(opened)
    return {name: tuple(terms(text)) for name, text in read.items()}


@cache
def words(file: str, *names: str) -> frozenset[str]:
    """The single words of these groups, canonical and singular too."""
    listed = (term for name in names for term in groups(file)[name])
    found = {one[0] for term in listed for one in spelled_out(term) if len(one) == 1}
    return frozenset(found | {singular(word) for word in found})


@cache
def pairs(file: str, *names: str) -> frozenset[tuple[str, str]]:
    """The terms of two words of these groups, canonical."""
    listed = (term for name in names for term in groups(file)[name])
    return frozenset((one[0], one[1]) for term in listed for one in spelled_out(term) if len(one) == 2)


@cache
def tree(*files: str) -> Node:
    root = Node()
    for file in files:
        for group, listed in groups(file).items():
            planted(root, listed, file, group)
    return root


def planted(root: Node, listed: Iterable[str], file: str, group: str) -> None:
    """Terms put into a tree: hits name them by this file and group."""
    for term in listed:
        for sequence in spelled_out(term):
            _plant(root, sequence, file, group)


def _plant(root: Node, sequence: Sequence[str], file: str, group: str) -> None:
    node = root
    for word in sequence:
        branch, key = (node.kinds, _KINDS[word]) if word in _KINDS else (node.words, word)
        node = branch.setdefault(key, Node())
    if (file, group) not in node.groups:
        node.groups.append((file, group))


def hits(root: Node, tokens: Sequence[Token], tags: Sequence[str]) -> list[Hit]:
    """Every term of the tree in the text: one walk from each word, as deep as the longest term."""
    found: list[Hit] = []
    for start in range(len(tokens)):
        nodes = [root]
        for end in range(start, len(tokens)):
            nodes = [after for node in nodes for after in _after(node, tokens[end], tags[end])]
            if not nodes:
                break
            found += [Hit(start, end + 1, *group) for node in nodes for group in node.groups]
    return found


def _after(node: Node, token: Token, tag: str) -> Iterable[Node]:
    if token.word in node.words:
        yield node.words[token.word]
    if token.single != token.word and token.single in node.words:
        yield node.words[token.single]
    if node.kinds and token.is_word:
        for kind, after in node.kinds.items():
            if not kind or kind == tag or (kind == "NAME" and token.capital):
                yield after
