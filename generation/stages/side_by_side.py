"""Works made some at a time: those that are wanted now, then those that were begun ahead of their turn."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import islice
from threading import Lock, Thread
from typing import Any, TypeVar

AT_ONCE = 2
"""Coders that run side by side, each on one thread: as many as a small machine has cores. With a third they
wait for one another, and take longer. Larger machines run more workers.
"""

Made = TypeVar("Made")
Work = tuple[Future[Any], Callable[[], Any]]


class Hands:
    """AT_ONCE threads that come with the work and go with it. The store is used from none of them."""

    def __init__(self) -> None:
        self._now: deque[Work] = deque()
        self._ahead: deque[Work] = deque()
        self._lock, self._busy = Lock(), 0

    def begin(self, work: Callable[[], Made]) -> Future[Made]:
        """Have it made when nothing is wanted sooner: after all that was begun before it."""
        return self._given(work, self._ahead)

    def finished(
        self, works: Iterable[Callable[[], Made]], begun: Iterable[Future[Made]] = ()
    ) -> Iterator[Made]:
        """Results as they are finished, of works and of what was begun ahead.

        No more of the works are begun than there are hands, so that little is lost where a result cannot be
        kept: as many as have just been finished and as many that were begun in their place. Where one fails,
        those that had begun are finished and given first.
        """
        left = iter(works)
        failure: BaseException | None = None
        running = {*begun, *(self._given(work, self._now) for work in islice(left, AT_ONCE))}
        try:
            while running:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                failure = failure or next((error for one in done if (error := one.exception())), None)
                if failure is None:
                    running |= {self._given(work, self._now) for work in islice(left, len(done))}
                else:
                    running = {one for one in running if not one.cancel()}
                yield from (one.result() for one in done if one.exception() is None)
        finally:
            stop(running)
        if failure:
            raise failure

    def _given(self, work: Callable[[], Made], line: deque[Work]) -> Future[Made]:
        future: Future[Made] = Future()
        with self._lock:
            line.append((future, work))
            if self._busy < AT_ONCE:
                self._busy += 1
                Thread(target=self._make, name="piece").start()
        return future

    def _make(self) -> None:
        while one := self._next():
            future, work = one
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(work())
            except BaseException as error:
                future.set_exception(error)  # raised again by who asks for the result

    def _next(self) -> Work | None:
        """The most urgent work; None, and one hand less, where there is none."""
        with self._lock:
            if line := self._now or self._ahead:
                return line.popleft()
            self._busy -= 1
            return None


def stop(begun: Iterable[Future[Any]]) -> None:
    """Call off what nobody has begun, and wait for the rest."""
    wait([one for one in begun if not one.cancel()])
