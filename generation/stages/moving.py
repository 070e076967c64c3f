"""Which passages move, and for how long: ten seconds in a lesson at most, where it says something. Pure.

Four things are worth a movement, in this order: into a scene, out of it, a still that is looked at closely,
somebody new who speaks. What comes first in that order, and among equals in the lesson, gets its seconds
until they are used. So a paragraph more or less changes no movement; a scene more takes its seconds from
the last of the least important ones, and from nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courses.blocks.contract import Purpose
from generation.ports import Movement

BUDGET = 10.0
"""Seconds of movement in a lesson."""
DISSOLVE, ENTER, PUSH = 0.48, 0.48, 3.0
"""Seconds of each; whole frames at 25 a second."""
STILL = 0.6
"""Seconds a picture holds still at least, once it has moved."""
INTO, OUT_OF, CLOSER, NEW_VOICE = range(4)


@dataclass(frozen=True)
class Moving:
    """How a passage comes on. dissolve: out of the passage before it."""

    kind: Movement
    seconds: float


@dataclass(frozen=True)
class _Wish:
    rank: int
    place: int
    moving: Moving


def moves(passages: Sequence[Mapping[str, Any]], seconds: Sequence[float]) -> list[Moving | None]:
    """One for each of the script's passages. seconds: that each is on screen, pause included."""
    granted: dict[int, Moving] = {}
    left = BUDGET
    for wish in sorted(_wishes(passages), key=lambda one: (one.rank, one.place)):
        moving = wish.moving
        fits = moving.seconds <= left + 1e-9 and moving.seconds + STILL <= seconds[wish.place]
        if fits and wish.place not in granted:
            granted[wish.place] = moving
            left -= moving.seconds
    return [granted.get(place) for place in range(len(passages))]


def _wishes(passages: Sequence[Mapping[str, Any]]) -> Iterator[_Wish]:
    for place in range(1, len(passages)):
        before, passage = passages[place - 1], passages[place]
        if passage.get("clip"):
            continue
        if _scene(before) and not before.get("clip"):
            if _scene(passage) != _scene(before):
                yield _Wish(OUT_OF, place, Moving(Movement.DISSOLVE, DISSOLVE))
            elif _sets(before) and not _sets(passage):
                yield _Wish(INTO, place, Moving(Movement.DISSOLVE, DISSOLVE))
        if _still(passage):
            yield _Wish(CLOSER, place, Moving(Movement.PUSH, PUSH))
        if _speaker(passage) and _speaker(passage) != _speaker(before):
            yield _Wish(NEW_VOICE, place, Moving(Movement.ENTER, ENTER))


def _scene(passage: Mapping[str, Any]) -> str:
    """The block whose scene this belongs to; empty outside of scenes."""
    told = passage["slide"]["kind"] == "story" or _still(passage)
    return str(passage["block_id"]) if told else ""


def _still(passage: Mapping[str, Any]) -> bool:
    return passage["slide"]["kind"] == "image" and passage["purpose"] == Purpose.STORY


def _sets(passage: Mapping[str, Any]) -> bool:
    """Whether it says where and when a scene plays."""
    return passage["slide"]["kind"] == "story" and not passage["slide"]["text"]


def _speaker(passage: Mapping[str, Any]) -> str:
    slide = passage["slide"]
    return str(slide["speaker"]) if slide["kind"] == "story" else ""
