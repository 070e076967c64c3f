"""Noun phrases: "a retired boxer", "two kids", "rusted fishing boats"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from labs.prompt.grading.tokens import Token

_OPENS = frozenset(("DET", "OWN", "NUM"))
_WITHIN = frozenset(("ADJ", "PART", "NOUN", "NUM"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens [start, end); head: its last noun. led: opened by a, the, my, three. prep: the place of the
    preposition it hangs on, or None.
    """

    start: int
    end: int
    head: int
    led: bool
    prep: int | None


def phrases(tokens: Sequence[Token], tags: Sequence[str]) -> list[Phrase]:
    found, place = [], 0
    while place < len(tokens):
        phrase = _phrase(tokens, tags, place)
        if phrase:
            found.append(phrase)
            place = phrase.end
        else:
            place += 1
    return found


def _phrase(tokens: Sequence[Token], tags: Sequence[str], start: int) -> Phrase | None:
    place = start
    while place < len(tags) and (tags[place] in _OPENS or (place > start and tags[place] == "ADV")):
        place += 1
    led = place > start
    head = None
    while place < len(tags):
        tag = tags[place]
        if tag == "NOUN":
            head = place
        elif tag == "PART" and head is not None and not tokens[place].joined:
            # "a woman standing": what follows is what she does.
            break
        elif tag == "ADJ" and head is not None and not tokens[place].joined and not tokens[head].owns:
            break
        elif tag == "ADV" and place + 1 < len(tags) and tags[place + 1] in ("ADJ", "PART") and head is None:
            pass
        elif tag not in _WITHIN:
            break
        place += 1
    if head is None:
        return None
    before = start - 1
    prep = before if before >= 0 and tags[before] == "PREP" else None
    return Phrase(start, head + 1, head, led, prep)
