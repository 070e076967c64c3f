"""Pieces made some at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from typing import TypeVar

AT_ONCE = 3
"""Coders that run side by side, each on one thread."""

Made = TypeVar("Made")


def side_by_side(works: Sequence[Callable[[], Made]]) -> Iterator[Made]:
    """Results as they are finished. Only the works run beside; the store is used from here alone.

    Where one fails, those that had begun are finished and given first: nothing that was made is lost.
    """
    if not works:
        return
    with ThreadPoolExecutor(AT_ONCE) as pool:
        running = [pool.submit(work) for work in works]
        failure: BaseException | None = None
        try:
            for future in as_completed(running):
                if future.cancelled():
                    continue
                if error := future.exception():
                    failure = failure or error
                    _cancel(running)
                else:
                    yield future.result()
        finally:
            _cancel(running)
    if failure:
        raise failure


def _cancel(works: Sequence[Future[Made]]) -> None:
    for work in works:
        work.cancel()
