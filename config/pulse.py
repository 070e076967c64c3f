"""Workers and the clock say that they are alive: a row each, written beside the work, without the broker."""

from __future__ import annotations

import datetime
import logging
import threading
from collections import Counter
from collections.abc import Sequence

from celery import signals
from django.db import Error, connection
from django.utils import timezone

logger = logging.getLogger(__name__)
EVERY = 20
"""Seconds between two heartbeats."""
_beating: list[Pulse] = []


class Pulse:
    def __init__(self, name: str, queues: Sequence[str] = (), *, every: float = EVERY) -> None:
        self.name, self.queues, self.every = name, sorted(queues), every
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._beat, name=f"pulse-{name}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """A worker that leaves in order is not missed."""
        self._done.set()
        self._thread.join(timeout=5)

    def _beat(self) -> None:
        while not self._done.is_set():
            self._write(lambda: seen(self.name, self.queues))
            self._done.wait(self.every)
        self._write(lambda: forget(self.name))

    def _write(self, change) -> None:
        try:
            change()
        except Error:
            logger.warning("The heartbeat of %s could not be written; the next one is tried.", self.name)
        finally:
            connection.close()


def seen(name: str, queues: Sequence[str] = ()) -> None:
    """Write down that somebody is alive now."""
    from config.models import Heartbeat  # Celery starts before the apps are loaded

    facts = {"seen_at": timezone.now(), "queues": list(queues)}
    Heartbeat.objects.update_or_create(name=name, defaults=facts)


def forget(name: str) -> None:
    from config.models import Heartbeat

    Heartbeat.objects.filter(name=name).delete()


def listening() -> dict[str, int]:
    """Queue -> workers whose heart was heard within three beats."""
    from config.models import Heartbeat

    since = timezone.now() - datetime.timedelta(seconds=3 * EVERY)
    rows = Heartbeat.objects.filter(name__startswith="worker:", seen_at__gte=since)
    return dict(Counter(queue for queues in rows.values_list("queues", flat=True) for queue in queues))


@signals.worker_ready.connect
def worker_begins(sender, **kwargs: object) -> None:
    _begin(Pulse(f"worker:{sender.hostname}", list(sender.app.amqp.queues.consume_from)))


@signals.beat_init.connect
def clock_begins(**kwargs: object) -> None:
    _begin(Pulse("beat"))


@signals.worker_shutdown.connect
def worker_ends(**kwargs: object) -> None:
    while _beating:
        _beating.pop().stop()


def _begin(pulse: Pulse) -> None:
    _beating.append(pulse)
    pulse.start()
