"""Which sentences carry a lesson."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

DIVERSITY = 0.35
"""How much being unlike what was chosen counts, against being central (Carbonell and Goldstein 1998, MMR)."""


def centrality(vectors: NDArray[np.float32], title: NDArray[np.float32]) -> NDArray[np.float32]:
    """For each row, how near it is to the whole and to the title, -1..1. All of unit length."""
    if len(vectors) == 0:
        return np.zeros(0, dtype=np.float32)
    middle = vectors.mean(axis=0)
    middle = middle / max(float(np.linalg.norm(middle)), 1e-9)
    near: NDArray[np.float32] = 0.75 * (vectors @ middle) + 0.25 * (vectors @ title)
    return near


def spread(
    candidates: Sequence[int],
    vectors: NDArray[np.float32],
    weight: NDArray[np.float32],
    most: int,
    diversity: float = DIVERSITY,
) -> list[int]:
    """At most so many of the candidates, each central and unlike those before it; best first."""
    chosen: list[int] = []
    left = list(candidates)
    while left and len(chosen) < most:
        near = (vectors[left] @ vectors[chosen].T).max(axis=1) if chosen else np.zeros(len(left))
        scores = (1 - diversity) * weight[left] - diversity * near
        chosen.append(left.pop(int(np.argmax(scores))))
    return chosen
