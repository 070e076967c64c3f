"""How a model learned, as lines to draw. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT = 320, 150
"""Of the drawing's plane; the page scales it."""
LEFT, RIGHT, TOP, BOTTOM = 34, 6, 8, 20
ROWS_SHOWN = 6


@dataclass(frozen=True)
class Chart:
    """trained and held_out: points of a polyline. ticks: (height, what stands there). told: what it shows."""

    name: str
    trained: str
    held_out: str
    ticks: tuple[tuple[float, str], ...]
    told: str


@dataclass(frozen=True)
class Curves:
    """rows: some points of the curve as figures; last: the last of them, 0..1 where it is an accuracy."""

    charts: tuple[Chart, ...]
    rows: list[list[float]]
    last: dict[str, float]
    steps: int


def curves_of(curve: Sequence[Sequence[float]]) -> Curves:
    """curve: rows of step, loss, accuracy, held-out loss, held-out accuracy."""
    steps = int(curve[-1][0])
    highest = max(0.7, *(max(row[1], row[3]) for row in curve))
    accuracy = Chart(
        "Accuracy",
        _points(curve, 2, 1.0),
        _points(curve, 4, 1.0),
        tuple((_height(share, 1.0), f"{share * 100:.0f} %") for share in (0.0, 0.5, 1.0)),
        f"Accuracy from step 0 to {steps}: on lines it learns from, {curve[0][2]:.0%} to {curve[-1][2]:.0%}; "
        f"on held-out lines, {curve[0][4]:.0%} to {curve[-1][4]:.0%}.",
    )
    loss = Chart(
        "Loss",
        _points(curve, 1, highest),
        _points(curve, 3, highest),
        tuple((_height(mark, highest), f"{mark:.1f}") for mark in (0.0, 0.5)),
        f"Loss from step 0 to {steps}: on lines it learns from, {curve[0][1]:.2f} to {curve[-1][1]:.2f}; on "
        f"held-out lines, {curve[0][3]:.2f} to {curve[-1][3]:.2f}.",
    )
    last = {"train": curve[-1][2], "held_out": curve[-1][4]}
    return Curves((accuracy, loss), _some(curve), last, steps)


def _some(curve: Sequence[Sequence[float]]) -> list[Any]:
    """Denser where most happens: each about double the step before, and the last."""
    places = [0, *(2**power for power in range(ROWS_SHOWN - 2)), len(curve) - 1]
    return [list(curve[place]) for place in dict.fromkeys(one for one in places if one < len(curve))]


def _points(curve: Sequence[Sequence[float]], column: int, highest: float) -> str:
    steps = curve[-1][0] or 1
    wide = WIDTH - LEFT - RIGHT
    pairs = ((LEFT + wide * row[0] / steps, _height(row[column], highest)) for row in curve)
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in pairs)


def _height(value: float, highest: float) -> float:
    return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / highest), 1)
