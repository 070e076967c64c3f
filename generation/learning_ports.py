"""What a room for training small models asks of its engine, and nothing about how it does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

Vectors = Sequence[Sequence[float]]
"""Texts as an `Embedder` sees them: a row each, all equally long."""


@dataclass(frozen=True)
class Lesson:
    """What is learned from, and what is only watched. labels: whether a line is of the class to be found."""

    vectors: Vectors
    labels: Sequence[bool]
    held_out: Vectors
    held_out_labels: Sequence[bool]


@dataclass(frozen=True)
class Point:
    """How it stood after so many steps. loss: mean cross-entropy, nats. accuracy: 0..1."""

    step: int
    loss: float
    accuracy: float
    held_out_loss: float
    held_out_accuracy: float


@dataclass(frozen=True)
class Learned:
    """weights: one for each number of a vector. curve: from before the first step to after the last."""

    weights: tuple[float, ...]
    bias: float
    curve: tuple[Point, ...]


class Classifier(Protocol):
    name: str
    version: str

    def learn(self, lesson: Lesson) -> Learned:
        """The same lesson gives the same weights."""

    def judge(self, learned: Learned, vectors: Vectors) -> list[float]:
        """The chance of each that it is of the class to be found, 0..1."""
