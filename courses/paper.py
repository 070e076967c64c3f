"""Which questions someone is asked: those of the body, and of each bank the ones drawn for them. Pure.

What is drawn follows from the attempt alone, so it stands for as long as the attempt does, and no other
attempt, of anyone, shares it but by chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from courses.blocks.asking import shuffled


def drawn(pool: Iterable[str], number: int, *, bank_id: str, attempt_id: int) -> list[str]:
    """The ids of an attempt's questions out of a bank's, in the attempt's own order."""
    return shuffled(pool, f"{attempt_id} {bank_id}")[:number]


def questions_in(body: Iterable[Any]) -> Iterator[Any]:
    """Every question of a body, bound, also those of its banks that nobody may have been asked yet."""
    for child in body:
        if child.block.asks:
            yield child
        elif child.block.draws:
            yield from child.block.pool(child.value)


def asked(body: Iterable[Any], attempt_id: int) -> Iterator[Any]:
    """The questions of an attempt's paper, bound, in the order they are asked."""
    for child in body:
        if child.block.asks:
            yield child
        elif child.block.draws:
            pool = {str(one.id): one for one in child.block.pool(child.value)}
            number = child.block.number_drawn(child.value)
            ids = drawn(pool, number, bank_id=str(child.id), attempt_id=attempt_id)
            yield from (pool[one] for one in ids)
