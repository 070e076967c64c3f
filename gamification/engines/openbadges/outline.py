"""Line drawings as points. Pure.

Read are paths of SVG with absolute M, L, H, V, Z and arcs of circles (https://www.w3.org/TR/SVG11/paths.html).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

Point = tuple[float, float]
_WORD = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "A": 7, "Z": 0}
_CORNERS = 24


def lines(path: str) -> list[list[Point]]:
    """Each stroke as its points. Raises ValueError for a command that is not among those above."""
    strokes: list[list[Point]] = []
    for command, numbers in _commands(path):
        if command == "M":
            strokes.append([(numbers[0], numbers[1])])
            continue
        stroke = strokes[-1]
        x, y = stroke[-1]
        if command == "L":
            stroke.append((numbers[0], numbers[1]))
        elif command == "H":
            stroke.append((numbers[0], y))
        elif command == "V":
            stroke.append((x, numbers[0]))
        elif command == "A":
            stroke += _arc((x, y), numbers)
        else:
            stroke.append(stroke[0])
    return strokes


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    words = _WORD.findall(path)
    while words:
        command = words.pop(0)
        if command not in _TAKES:
            raise ValueError(f"{command} is no command that is drawn here")
        numbers = [float(word) for word in words[: _TAKES[command]]]
        del words[: _TAKES[command]]
        yield command, numbers


def _arc(start: Point, numbers: list[float]) -> Iterator[Point]:
    """Points of a part of a circle. numbers: radius twice, turn, large, sweep, x, y of its end."""
    radius, large, sweep, end = numbers[0], numbers[3] == 1, numbers[4] == 1, (numbers[5], numbers[6])
    half = math.dist(start, end) / 2
    if half == 0:
        return
    rise = math.sqrt(max(radius**2 - half**2, 0)) * (1 if large != sweep else -1)
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    along = ((end[0] - start[0]) / (2 * half), (end[1] - start[1]) / (2 * half))
    centre = (middle[0] - rise * along[1], middle[1] + rise * along[0])
    first = math.atan2(start[1] - centre[1], start[0] - centre[0])
    last = math.atan2(end[1] - centre[1], end[0] - centre[0])
    turn = (last - first) % (2 * math.pi) if sweep else -((first - last) % (2 * math.pi))
    reach = math.dist(start, centre)
    for number in range(1, _CORNERS + 1):
        angle = first + turn * number / _CORNERS
        yield centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle)
