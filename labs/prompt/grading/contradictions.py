"""Words of one text that cannot both be true of one picture. Pairs: lexicons/contradictions.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from labs.prompt.grading.answer import Contradiction
from labs.prompt.grading.lexicon import FOLDER, Hit, Node, hits, planted, terms
from labs.prompt.grading.reading import Reading

_SEVERAL = re.compile(
    r"\b(?:shots?|panels?|frames?|scenes?|beats?|cuts?|setups?|pictures?|images?|versions?|cards?)\s*#?\d"
    r"|\b(?:then|cut to|cuts? (?:to|from)|shot list|in one to|from .{1,40} to|becomes?|turns? into|turning"
    r"|gives way|fades?"
    r"|changes?|while|against|versus|contrasts?|contrasting|or|either|mixed?|meets?|pushes|dissolves?|transition|until"
    r"|first|second|two shots|three shots|rising|progress|end(?:s|ing)? (?:on|in|as))\b",
    re.IGNORECASE,
)

_SOURCE = re.compile(r"[^,.;\n]{0,20}\b(?:from|through|of|by|behind|above|over|under)\s+\w", re.IGNORECASE)

_OTHER_SENSES = ("environment", "lighting", "camera")


@dataclass(frozen=True)
class Pair:
    """sourced: both may stand where each says what it comes from."""

    say: str
    sourced: bool


@cache
def _pairs() -> tuple[tuple[Pair, ...], Node]:
    with (FOLDER / "contradictions.toml").open("rb") as opened:
        listed = tomllib.load(opened)["pair"]
    root = Node()
    for number, one in enumerate(listed):
        for side in ("left", "right"):
            planted(root, terms(one[side]), str(number), side)
    return tuple(Pair(one["say"], one.get("sourced", False)) for one in listed), root


def contradictions(reading: Reading) -> tuple[Contradiction, ...]:
    pairs, root = _pairs()
    sides: dict[tuple[int, str], Hit] = {}
    for hit in sorted(hits(root, reading.tokens, reading.tags), key=lambda hit: (hit.start, -hit.end)):
        if reading.stands(hit.start, hit.end) and not _is_prop(reading, hit):
            sides.setdefault((int(hit.file), hit.group), hit)
    found = []
    for number, pair in enumerate(pairs):
        left, right = sides.get((number, "left")), sides.get((number, "right"))
        if left and right and not (_both_meant(reading, left, right) or _settled(reading, pair, left, right)):
            first, second = sorted((left, right), key=lambda hit: hit.start)
            spans = reading.span(first.start, first.end), reading.span(second.start, second.end)
            found.append(Contradiction(spans, pair.say))
    return tuple(found)


def _is_prop(reading: Reading, hit: Hit) -> bool:
    blocks = [block for file in _OTHER_SENSES for block in reading.other_senses(file)]
    return any(block.start < hit.end and hit.start < block.end for block in blocks)


def _settled(reading: Reading, pair: Pair, *sides: Hit) -> bool:
    after = (reading.text[reading.tokens[hit.end - 1].end :] for hit in sides)
    return pair.sourced and all(_SOURCE.match(rest) for rest in after)


def _both_meant(reading: Reading, left: Hit, right: Hit) -> bool:
    """A change from one to the other, a list of shots, or words that share a place are no contradiction."""
    if left.start < right.end and right.start < left.end:
        return True
    first, second = sorted((left, right), key=lambda hit: hit.start)
    between = reading.text[reading.tokens[first.end - 1].end : reading.tokens[second.start].start]
    before = reading.text[max(reading.tokens[first.start].start - 60, 0) : reading.tokens[first.start].start]
    listed = len(_LISTED.findall(reading.text)) > 1
    return (
        listed
        or bool(_SEVERAL.search(between))
        or bool(re.search(r"\b(?:from|either)\s+(?:\w+\s+){0,3}$", before, re.I))
    )


_LISTED = re.compile(
    r"(?im)^\W*(?:(?:shot|panel|frame|scene|beat|setup|picture|image|version|card|sc|sh)\s*#?\s*[\dA-Z]{1,4}\b|\d{1,2}\s*[.):/])"
)
