"""A learning path as its page says it: stop by stop, what is open, what waits and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from courses.durations import in_minutes
from courses.paths import Option, Standing, Stop
from courses.queries import Card, Walk

MANY = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}


@dataclass(frozen=True)
class OptionLine:
    """A module, or a course with its modules. finished: of those. left: how long it still takes, in words."""

    title: str
    url_path: str
    cards: tuple[Card, ...]
    finished: frozenset[int]
    is_course: bool
    is_done: bool
    left: str


@dataclass(frozen=True)
class StopLine:
    """waits: titles of stops still needed first, and why. is_next: where to go on; card: with what."""

    title: str
    standing: str
    options: tuple[OptionLine, ...]
    choose: str
    waits: tuple[tuple[str, str], ...]
    card: Card | None


@dataclass(frozen=True)
class PathPage:
    stops: tuple[StopLine, ...]
    left: str


def page_of(walk: Walk, cards: Mapping[int, Card]) -> PathPage:
    """cards: by module id, of every module on the path."""
    seconds = sum(_left(option, cards) for stop in walk.stops for option in stop.nearest)
    return PathPage(
        tuple(_line(walk, stop, cards) for stop in walk.stops), in_minutes(seconds) if seconds else ""
    )


def _line(walk: Walk, stop: Stop, cards: Mapping[int, Card]) -> StopLine:
    ahead = [pk for option in stop.nearest for pk in option.left]
    return StopLine(
        title=walk.title(stop.node),
        standing=stop.standing.value,
        options=tuple(_option(walk, option, cards) for option in stop.options),
        choose=_choose(stop),
        waits=tuple((walk.title(node), why) for node, why in stop.waits),
        card=cards[ahead[0]] if stop is walk.next and ahead else None,
    )


def _choose(stop: Stop) -> str:
    """``Choose one of these``; empty where nothing is to be chosen (any more)."""
    if len(stop.options) == 1 or stop.standing is Standing.DONE:
        return ""
    if stop.needed == len(stop.options):
        return "All of these, in any order"
    return f"Choose {MANY.get(stop.needed, stop.needed)} of these"


def _option(walk: Walk, option: Option, cards: Mapping[int, Card]) -> OptionLine:
    course = walk.bearings.courses.get(option.page)
    page = course or walk.bearings.modules[option.page]
    seconds = _left(option, cards)
    return OptionLine(
        title=page.title,
        url_path=page.url_path,
        cards=tuple(cards[pk] for pk in option.modules),
        finished=frozenset(option.modules) - frozenset(option.left),
        is_course=course is not None,
        is_done=option.is_done,
        left=f"{in_minutes(seconds)}{' left' if _begun(option, cards) else ''}" if seconds else "",
    )


def _left(option: Option, cards: Mapping[int, Card]) -> float:
    return sum(cards[pk].reel.seconds - cards[pk].reel.done for pk in option.left)


def _begun(option: Option, cards: Mapping[int, Card]) -> bool:
    return option.left != option.modules or any(cards[pk].started for pk in option.left)
