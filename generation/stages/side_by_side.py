"""Pieces made some at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from itertools import islice
from typing import TypeVar

AT_ONCE = 2
"""Coders that run side by side, each on one thread: as many as a small machine has cores. With a third they
wait for one another, and take longer. Larger machines run more workers.
"""

Made = TypeVar("Made")


def side_by_side(works: Iterable[Callable[[], Made]]) -> Iterator[Made]:
    """Results as they are finished. Only the works run beside; the store is used from here alone.

    No more are begun than there are hands, so that little is lost where a result cannot be kept: as many as
    have just been finished and as many that were begun in their place. Where one fails, those that had begun
    are finished and given first.
    """
    left = iter(works)
    failure: BaseException | None = None
    with ThreadPoolExecutor(AT_ONCE) as pool:
        running = {pool.submit(work) for work in islice(left, AT_ONCE)}
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            failure = failure or next((error for one in done if (error := one.exception())), None)
            if failure is None:
                running |= {pool.submit(work) for work in islice(left, len(done))}
            yield from (one.result() for one in done if one.exception() is None)
    if failure:
        raise failure
