"""Regular expressions that JavaScript and Python read alike, and no others.

Read into a tree, so that they can be run by `automaton`. Whatever the two dialects, or a reader, would take
differently is refused and named: look-around, back references, named groups, flags, escapes of one of them.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from labs.contract import Refused
from labs.prompt.assertions.text import units

LONGEST = 200
"""Characters of a pattern."""
MOST_TIMES = 1000
"""The largest number a quantifier may name."""

Ranges = tuple[tuple[int, int], ...]
"""Code units, first and last of each range, in order and apart."""


@dataclass(frozen=True)
class One:
    """One code unit of a set, or any that is not of it."""

    ranges: Ranges
    others: bool = False

    def fits(self, unit: int) -> bool:
        at = bisect_right(self.ranges, (unit, 0xFFFF))
        return (at > 0 and unit <= self.ranges[at - 1][1]) != self.others


@dataclass(frozen=True)
class Edge:
    """A place between two units: ``^`` the beginning, ``$`` the end, ``b`` an edge of a word, ``B`` none."""

    kind: str


@dataclass(frozen=True)
class Row:
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Either:
    ways: tuple[Node, ...]


@dataclass(frozen=True)
class Repeat:
    """most: None for without end."""

    part: Node
    least: int
    most: int | None


Node = One | Edge | Row | Either | Repeat

_DIGIT: Ranges = ((48, 57),)
_WORD: Ranges = ((48, 57), (65, 90), (95, 95), (97, 122))
_SPACE: Ranges = (
    *((9, 13), (32, 32), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029)),
    *((0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF)),
)
_LINE_ENDS: Ranges = ((10, 10), (13, 13), (0x2028, 0x2029))
_SETS = {"d": _DIGIT, "w": _WORD, "s": _SPACE}
_SIGNS = {"n": 10, "r": 13, "t": 9, "f": 12, "v": 11}
_SPECIAL = frozenset(map(ord, "\\^$.*+?()[]{}|/-"))
_QUANTIFIERS = frozenset(map(ord, "*+?{"))


def is_word(unit: int | None) -> bool:
    """What ``\\b`` takes for a letter of a word: ASCII alone, in both dialects as they are used here."""
    return unit is not None and any(first <= unit <= last for first, last in _WORD)


def parse(pattern: str) -> Node:
    """Raises Refused (pattern) with what is wrong and what to write instead."""
    if not pattern:
        raise Refused("pattern", "Write a pattern: an empty one matches everything.")
    if len(pattern) > LONGEST:
        raise Refused("pattern", f"A pattern has at most {LONGEST} characters; this one has {len(pattern)}.")
    reader = _Reader(pattern)
    found = reader.ways()
    if reader.at < len(reader.units):
        raise reader.wrong("The “)” closes nothing. For the sign itself write \\).")
    return found


class _Reader:
    def __init__(self, pattern: str) -> None:
        self.units = units(pattern)
        self.at = 0

    def wrong(self, told: str) -> Refused:
        before = b"".join(unit.to_bytes(2, "little") for unit in self.units[: self.at])
        place = len(before.decode("utf-16-le", "replace")) + 1
        return Refused("pattern", f"At character {place} of the pattern: {told}")

    def ahead(self, text: str) -> bool:
        return self.units[self.at : self.at + len(text)] == [ord(sign) for sign in text]

    def took(self, text: str) -> bool:
        if not self.ahead(text):
            return False
        self.at += len(text)
        return True

    def ways(self) -> Node:
        found = [self.row()]
        while self.took("|"):
            found.append(self.row())
        return found[0] if len(found) == 1 else Either(tuple(found))

    def row(self) -> Node:
        parts: list[Node] = []
        while self.at < len(self.units) and not self.ahead("|") and not self.ahead(")"):
            parts.append(self.repeated(self.part()))
        return Row(tuple(parts))

    def part(self) -> Node:
        unit = self.units[self.at]
        if unit in _QUANTIFIERS:
            sign = chr(unit)
            raise self.wrong(f"There is nothing to repeat. For the sign itself write \\{sign}.")
        if self.ahead("("):
            return self.group()
        if self.ahead("["):
            return self.set()
        if self.ahead("\\"):
            return self.escape()
        self.at += 1
        if unit in map(ord, "^$"):
            return Edge(chr(unit))
        return One(_LINE_ENDS, others=True) if unit == ord(".") else One(((unit, unit),))

    def group(self) -> Node:
        if self.ahead("(?") and not self.ahead("(?:"):
            raise self.wrong(
                "Only plain groups: ( ) or (?: ). Look-around, names and flags differ from tool to tool; "
                "for upper and lower case alike write [Rr]ain."
            )
        self.at += 3 if self.ahead("(?:") else 1
        found = self.ways()
        if not self.took(")"):
            raise self.wrong("A “(” is not closed. For the sign itself write \\(.")
        return found

    def repeated(self, part: Node) -> Node:
        if self.at == len(self.units) or self.units[self.at] not in _QUANTIFIERS:
            return part
        if isinstance(part, Edge):
            raise self.wrong("A beginning, an end or an edge of a word cannot be repeated.")
        least, most = self.times()
        self.took("?")  # a lazy one finds the same texts
        if self.at < len(self.units) and self.units[self.at] in _QUANTIFIERS:
            raise self.wrong("It is repeated already. Put a group around it to repeat it again.")
        return Repeat(part, least, most)

    def times(self) -> tuple[int, int | None]:
        for sign, found in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self.took(sign):
                return found
        self.at += 1
        least = self.number()
        most = self.number() if self.took(",") else least
        if least is None or not self.took("}"):
            raise self.wrong("Write {3}, {3,} or {3,5}; for the sign itself \\{.")
        if most is not None and most < least:
            raise self.wrong(f"{least} is more than {most}.")
        return least, most

    def number(self) -> int | None:
        begun = self.at
        while self.at < len(self.units) and self.units[self.at] in range(48, 58):
            self.at += 1
        if begun == self.at:
            return None
        if (found := int("".join(map(chr, self.units[begun : self.at][:9])))) > MOST_TIMES:
            raise self.wrong(
                f"At most {MOST_TIMES} times. For the length of a text there is a test of its own."
            )
        return found

    def escape(self) -> Node:
        if self.ahead("\\b") or self.ahead("\\B"):
            self.at += 2
            return Edge(chr(self.units[self.at - 1]))
        return self.escaped()

    def escaped(self) -> One:
        self.at += 1
        if self.at == len(self.units):
            raise self.wrong("It ends in a \\ that escapes nothing. For the sign itself write \\\\.")
        unit = self.units[self.at]
        sign = chr(unit)
        if sign.lower() in _SETS and sign.isascii():
            self.at += 1
            return One(_SETS[sign.lower()], others=sign.isupper())
        if unit not in _SPECIAL and sign not in _SIGNS:
            raise self.wrong(
                f"\\{sign} is not read alike everywhere. There are \\d \\w \\s \\b, their capitals, "
                "\\n \\r \\t \\f \\v, and \\ before a sign like . or ("
            )
        self.at += 1
        unit = _SIGNS.get(sign, unit)
        return One(((unit, unit),))

    def set(self) -> One:
        begun = self.at
        self.at += 1
        others = self.took("^")
        ranges: list[tuple[int, int]] = []
        while not self.took("]"):
            if self.at == len(self.units):
                self.at = begun
                raise self.wrong("A “[” is not closed. For the sign itself write \\[.")
            ranges += self.range()
        if not ranges:
            raise self.wrong("There is nothing between [ and ]. For the sign itself write \\].")
        return One(_joined(ranges), others)

    def range(self) -> Ranges:
        first = self.member()
        if not self.ahead("-") or self.ahead("-]"):
            return _all_of(first)
        self.at += 1
        last = self.member() if self.at < len(self.units) else first
        if not (_is_single(first) and _is_single(last)):
            raise self.wrong("A range goes from one character to another. For the sign itself write \\-.")
        if last.ranges[0][0] < first.ranges[0][0]:
            raise self.wrong("This range runs backwards, or is of signs beyond the common ones.")
        return ((first.ranges[0][0], last.ranges[0][0]),)

    def member(self) -> One:
        if self.ahead("\\b") or self.ahead("\\B"):
            raise self.wrong("Between [ and ] there are no edges of words.")
        if self.ahead("\\"):
            return self.escaped()
        self.at += 1
        return One(((self.units[self.at - 1],) * 2,))


def _is_single(one: One) -> bool:
    return not one.others and len(one.ranges) == 1 and one.ranges[0][0] == one.ranges[0][1]


def _joined(ranges: list[tuple[int, int]]) -> Ranges:
    """In order, with those that touch made one."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(found)


def _all_of(one: One) -> Ranges:
    """Its ranges, turned inside out where it is the others."""
    if not one.others:
        return one.ranges
    found, begun = [], 0
    for first, last in one.ranges:
        if begun < first:
            found.append((begun, first - 1))
        begun = last + 1
    return (*found, (begun, 0xFFFF))
