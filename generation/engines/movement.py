"""How a story's picture moves, worked out on the three planes (Y, U, V; 4:2:0) that the coder is given.

A function of a share of the way gives the frame there; at 1 it is the picture that stays. It draws into one
array again and again: whoever keeps a frame copies it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Picture = NDArray[np.uint8]
"""1620 rows of 1920 bytes: 1080 of Y, then U and V, each 540 lines of 960."""
Plane = NDArray[np.uint8]
Frames = Callable[[float], Picture]
Box = tuple[slice, slice]

WIDE, HIGH = 1920, 1080
STAGE = slice(140, 966)
"""Lines between a slide's eyebrow and its footer (typst/frame.typ): what stands outside never moves."""
RISE = 20
"""Pixels that words rise."""
CLOSER = 0.04
"""Of its size, by which a picture grows in a push. More would tire people whom movement makes unwell."""
_EDGE = 24
"""Pixels inside a card that hold no words: more than its round corners take."""
_OVERLAP = 0.65
"""Of a dissolve, that each of its pictures takes to go or to come."""
_WHOLE = 128
"""Weights in 128ths: a difference of two bytes times that fits 16 bits."""


def planes(picture: Picture) -> list[Plane]:
    """Y, U and V as views into a picture."""
    chroma = picture[HIGH:].reshape(2, HIGH // 2, WIDE // 2)
    return [picture[:HIGH], chroma[0], chroma[1]]


def dissolve(before: Picture, slide: Picture) -> Frames:
    """From one picture to the next. The old one is nearly gone when the new one comes: words never mix."""
    frame = slide.copy()
    works = []
    for old, new, drawn in zip(planes(before), planes(slide), planes(frame), strict=True):
        box, paper = _around(old != new), np.int16(new[4, 4])
        works.append((drawn[box], paper, old[box] - paper, new[box] - paper))

    def at(share: float) -> Picture:
        gone, come = _eased(share / _OVERLAP), _eased((share - 1) / _OVERLAP + 1)
        for drawn, paper, old, new in works:
            drawn[:] = _mixed(_mixed(paper, old, 1 - gone), new, come)
        return frame

    return at


def entrance(slide: Picture) -> Frames:
    """The words rise into their place and fade in; the card they stand on is there from the first frame."""
    frame = slide.copy()
    works = []
    box, (line, column) = _words(slide)
    for number, (new, drawn) in enumerate(zip(planes(slide), planes(frame), strict=True)):
        scale = 2 if number else 1
        own = _shrunk(box, scale)
        ground = new[line // scale, column // scale].astype(np.int16)
        works.append((drawn[own], new[own].astype(np.int16), ground, RISE / scale))

    def at(share: float) -> Picture:
        left = (1 - min(1.0, share)) ** 3
        for drawn, words, ground, rise in works:
            drawn[:] = _mixed(ground, _lowered(words, rise * left, ground) - ground, 1 - left)
        return frame

    return at


def push(slide: Picture) -> Frames:
    """What stands between eyebrow and footer comes closer, as slowly as the seconds allow."""
    frame = slide.copy()
    works = []
    for number, (new, drawn) in enumerate(zip(planes(slide), planes(frame), strict=True)):
        lines, _ = _shrunk((STAGE, slice(0, WIDE)), 2 if number else 1)
        works.append((drawn[lines], Image.fromarray(np.ascontiguousarray(new[lines]))))

    def at(share: float) -> Picture:
        size = 1 + CLOSER * _eased(share)
        for drawn, stage in works:
            drawn[:] = _closer(stage, size)
        return frame

    return at


def _closer(stage: Image.Image, size: float) -> Plane:
    wide, high = stage.width / size, stage.height / size
    left, top = (stage.width - wide) / 2, (stage.height - high) / 2
    part = (left, top, left + wide, top + high)
    return np.asarray(stage.resize(stage.size, Image.Resampling.BICUBIC, box=part))


def _eased(share: float) -> float:
    """Slow at both ends: it neither starts nor stops with a jerk."""
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)


def _mixed(under: NDArray[np.int16] | np.int16, change: NDArray[np.int16], share: float) -> NDArray[np.int16]:
    return under + (change * np.int16(round(share * _WHOLE)) >> 7)


def _lowered(words: NDArray[np.int16], by: float, ground: np.int16) -> NDArray[np.int16]:
    """The words so many lines lower. Between two lines they are mixed, so that nothing jumps."""
    whole = int(by)
    above = np.full((whole + 1, words.shape[1]), ground)
    lines = np.concatenate([above, words])
    lower, upper = lines[: len(words)], lines[1 : len(words) + 1]
    return _mixed(upper, lower - upper, by - whole)


def _words(slide: Picture) -> tuple[Box, tuple[int, int]]:
    """Where a slide's words stand, and a place that shows what they stand on.

    The inside of its card; of a slide without one, what is not paper.
    """
    light = planes(slide)[0]
    lines, columns = _around(light[STAGE] != light[4, 4])
    box = slice(lines.start + STAGE.start, lines.stop + STAGE.start), columns
    ground = np.bincount(light[box].reshape(-1), minlength=1).argmax()
    if ground == light[4, 4] or not light[box].size:
        return (slice(box[0].start, min(STAGE.stop, box[0].stop + RISE + 2)), columns), (4, 4)
    inside = (
        slice(box[0].start + _EDGE, box[0].stop - _EDGE),
        slice(columns.start + _EDGE, columns.stop - _EDGE),
    )
    line, column = np.argwhere(light[inside] == ground)[0]
    return inside, (int(line) + inside[0].start, int(column) + inside[1].start)


def _around(marked: NDArray[np.bool_]) -> Box:
    """Lines and columns around what is marked, on even numbers; nothing where nothing is."""
    rows, columns = np.flatnonzero(marked.any(axis=1)), np.flatnonzero(marked.any(axis=0))
    if not len(rows):
        return slice(0, 0), slice(0, 0)
    return _even(rows), _even(columns)


def _even(places: NDArray[np.intp]) -> slice:
    return slice(int(places[0]) // 2 * 2, (int(places[-1]) // 2 + 1) * 2)


def _shrunk(box: Box, scale: int) -> Box:
    rows, columns = box
    return (
        slice(rows.start // scale, rows.stop // scale),
        slice(columns.start // scale, columns.stop // scale),
    )
