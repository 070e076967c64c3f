"""Pieces made two at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TypeVar

AT_ONCE = 2
"""Coders that run side by side, each on one thread."""

Made = TypeVar("Made")


def side_by_side(works: Sequence[Callable[[], Made]]) -> Iterator[Made]:
    """Results as they are finished. Only the works run beside; the store is used from here alone."""
    if not works:
        return
    with ThreadPoolExecutor(AT_ONCE) as pool:
        running = [pool.submit(work) for work in works]
        try:
            for future in as_completed(running):
                yield future.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
