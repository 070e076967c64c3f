"""The reel as a picture: the strip of a module's seconds, filled as far as someone came. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from courses.blocks.contract import Purpose
from courses.durations import in_minutes, in_words

GAP = 0.35
"""Per cent of the width between two segments."""


class Stretch(Protocol):
    """What the reel needs of a step. key: what progress is kept under."""

    @property
    def key(self) -> str: ...
    @property
    def purpose(self) -> Purpose: ...
    @property
    def seconds(self) -> float: ...


@dataclass(frozen=True)
class Span:
    """A length of something that is no step: what a block takes in made media."""

    key: str
    purpose: Purpose
    seconds: float


@dataclass(frozen=True)
class Part:
    """A segment of the strip: a run of neighbouring steps of one purpose.

    x, width, filled: per cent, as SVG takes them; filled is empty where nothing is.
    """

    purpose: str
    label: str
    x: str
    width: str
    filled: str


@dataclass(frozen=True)
class Reel:
    """parts: left to right. here: per cent where someone stands, or empty. text: the whole in words.

    wall: per cent where the limit stands, or empty where the strip is drawn to the length of the module.
    """

    parts: tuple[Part, ...]
    here: str
    text: str
    seconds: float
    done: float
    wall: str = ""

    @property
    def progress(self) -> str:
        left = self.seconds - self.done
        if left < 1:
            return f"All {in_words(self.seconds)} done"
        return (
            f"{in_words(self.done)} done, {in_minutes(left)} left"
            if self.done
            else f"{in_minutes(self.seconds)}"
        )


def draw(outline: Sequence[Stretch], *, seen: Collection[str] = (), here: str = "") -> Reel:
    """The reel of a module. seen: keys of the steps that were shown. here: key of the step on screen."""
    total = sum(one.seconds for one in outline)
    done = sum(one.seconds for one in outline if one.key in seen)
    runs = _runs([one for one in outline if one.seconds])
    parts, at, marker = [], 0.0, ""
    for run in runs:
        length = sum(one.seconds for one in run)
        filled = sum(one.seconds for one in run if one.key in seen)
        parts.append(_part(run[0].purpose, at, length, filled, total))
        at += length
    if here and total:
        before = next((number for number, one in enumerate(outline) if one.key == here), 0)
        marker = f"{100 * sum(one.seconds for one in outline[:before]) / total:.2f}"
    return Reel(tuple(parts), marker, _text(runs, total, done), total, done)


def draw_against(outline: Sequence[Stretch], limit: float) -> Reel:
    """The reel as an author sees it: filled, on a strip as long as the limit, longer where need be."""
    total = sum(one.seconds for one in outline)
    whole = max(limit, total)
    parts, at = [], 0.0
    for run in _runs([one for one in outline if one.seconds]):
        length = sum(one.seconds for one in run)
        parts.append(_part(run[0].purpose, at, length, length, whole))
        at += length
    wall = f"{100 * limit / whole:.2f}"
    return Reel(tuple(parts), "", draw(outline).text, total, total, wall)


def draw_stops(stops: Sequence[tuple[float, float]]) -> Reel:
    """A path as a strip, a part for each stop. stops: how many modules each takes, how many are done."""
    total = sum(length for length, _ in stops)
    parts, at = [], 0.0
    for length, done in stops:
        parts.append(_part(Purpose.TEACH, at, length, done, total))
        at += length
    finished = sum(done == length for length, done in stops)
    text = f"{finished} of {len(stops)} stops done"
    return Reel(tuple(parts), "", text, total, sum(done for _, done in stops))


def _runs(outline: Sequence[Stretch]) -> list[list[Stretch]]:
    runs: list[list[Stretch]] = []
    for one in outline:
        if runs and runs[-1][-1].purpose == one.purpose:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _part(purpose: Purpose, at: float, length: float, filled: float, total: float) -> Part:
    whole = 100 + GAP  # the last gap falls outside, so that the strip ends at the edge
    room = whole * length / total
    width = max(room - GAP, room / 2)
    return Part(
        purpose=purpose.value,
        label=purpose.label,
        x=f"{whole * at / total:.2f}",
        width=f"{width:.2f}",
        filled=f"{width * filled / length:.2f}" if filled else "",
    )


def _text(runs: Sequence[Sequence[Stretch]], total: float, done: float) -> str:
    told = ", ".join(
        f"{run[0].purpose.label.lower()} {in_words(sum(one.seconds for one in run))}" for run in runs
    )
    return f"{in_words(total)}: {told}." + (f" {in_words(done)} done." if done else "")
