"""A living artist's name used as a style. Who has been dead for seventy years is in lexicons/artists-long-
dead.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from labs.prompt.grading.answer import Leak, Span
from labs.prompt.grading.lexicon import FOLDER, Node, groups, hits, planted, words
from labs.prompt.grading.reading import Reading
from labs.prompt.grading.tokens import Token, tokenize

_SAY = (
    "“{}” reads like a name used as a style. If it is a person, say what you want of it instead:"
    " colours, framing, light."
)
_PARTICLES = frozenset("de da di del della van von der den la le du of ten ter y e".split())
_FEW = 4
_WORKS_NEAR = 3


@cache
def _dead() -> frozenset[tuple[str, ...]]:
    listed = (FOLDER / "artists-long-dead.txt").read_text(encoding="utf-8").splitlines()
    names = (re.sub(r"\s+\d{3,4}$", "", line) for line in listed if line.strip() and not line.startswith("#"))
    return frozenset(tuple(token.word for token in tokenize(name) if token.is_word) for name in names)


@cache
def _after() -> Node:
    root = Node()
    planted(root, groups("leaks")["styled-after"], "leaks", "styled-after")
    return root


def signatures(reading: Reading) -> Iterator[Leak]:
    tokens = reading.tokens
    places = {hit.end for hit in hits(_after(), tokens, reading.tags)}
    for place in sorted(places):
        yield from _named(reading, place, lower=True)
    for place, token in enumerate(tokens):
        if token.word in ("like", "by") and place + 1 < len(tokens) and place + 1 not in places:
            if token.word == "like" or (tokens[place - 1].kind == "sign" and place > 0):
                yield from _named(reading, place + 1, lower=False, work=token.word == "like")
        if token.single in ("style", "esque", "like", "look") and token.word != "like" and place:
            yield from _before(reading, place)


def _named(reading: Reading, place: int, *, lower: bool, work: bool = False) -> Iterator[Leak]:
    tokens = reading.tokens
    while place < len(tokens) and tokens[place].word in (
        "a",
        "an",
        "the",
        "one",
        "in",
        "early",
        "late",
        "something",
        "from",
    ):
        place += 1
    end = _name_end(tokens, place)
    if end == place and lower:
        end = _lower_name_end(reading, place)
    if end == place or (end - place == 1 and not lower and not work):
        return
    if work and not any(
        reading.single(after) in words("leaks", "works") for after in range(end, end + _WORKS_NEAR)
    ):
        return
    yield from _living(reading, place, end)


def _before(reading: Reading, place: int) -> Iterator[Leak]:
    """ "Wes-Anderson-style", "Spielberg's look": the name stands before."""
    tokens, start = reading.tokens, place
    while (
        start > 0
        and place - start < _FEW
        and _is_name(tokens[start - 1])
        and tokens[start - 1].kind == "word"
    ):
        start -= 1
    if start > 0 or place - start > 1 or (place and tokens[place].joined):
        joined = tokens[place].joined or tokens[place - 1].owns
        if (
            start < place
            and (place - start > 1 or joined)
            and not reading.style_words & set(range(start, place))
        ):
            yield from _living(reading, start, place)


def _name_end(tokens: list[Token], place: int) -> int:
    end = place
    while end < len(tokens) and end - place < _FEW:
        if _is_name(tokens[end]):
            end += 1
            if tokens[end - 1].owns:
                break
        elif end > place and (after := _past_particles(tokens, end)):
            end = after
        else:
            break
    return end


def _past_particles(tokens: list[Token], place: int) -> int:
    """The end of "van der Halen" from "van", or of the stop in "A. Halen"; 0 where no name follows."""
    after = place
    while (
        after < len(tokens)
        and after - place < 2
        and (tokens[after].word in _PARTICLES or tokens[after].word == ".")
    ):
        after += 1
    if after == place or after == len(tokens) or not _is_name(tokens[after]):
        return 0
    if tokens[place].word == "." and tokens[place - 1].end - tokens[place - 1].start > 2:
        # The end of a sentence, not an initial.
        return 0
    return after + 1


def _is_name(token: Token) -> bool:
    return token.kind == "word" and token.capital and token.word not in words("leaks", "not-people")


def _lower_name_end(reading: Reading, place: int) -> int:
    """ "in the style of greg rutkowski": two words that are nothing else, and then a stop."""
    tokens = reading.tokens
    if (
        reading.tag(place) != "NOUN"
        or reading.tag(place + 1) != "NOUN"
        or reading.tag(place + 2) not in ("SIGN", "JOIN")
    ):
        return place
    known = (
        words("subject", "beings", "things")
        | words("subject", "empty")
        | words("leaks", "not-people")
        | words("leaks", "works")
    )
    for one in (tokens[place], tokens[place + 1]):
        if (
            one.single in known
            or one.word != one.single
            or one.kind != "word"
            or one.start in reading.known_starts
        ):
            return place
    return place + 2


def _living(reading: Reading, start: int, end: int) -> Iterator[Leak]:
    said = tuple(token.word for token in reading.tokens[start:end] if token.is_word)
    if any(said[:length] in _dead() for length in range(1, len(said) + 1)):
        return
    token = reading.tokens[end - 1]
    cut = 2 if token.owns else 0
    span = Span(reading.tokens[start].start, token.end - cut)
    yield Leak("style", span, _SAY.format(span.of(reading.text)))
