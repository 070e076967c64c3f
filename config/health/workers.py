"""Who is at work: each queue's workers, and the one clock (Celery beat)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils import timezone

from config.health.contract import Sign, State
from config.housekeeping import QUEUES
from config.models import Heartbeat
from config.pulse import EVERY

LATE = datetime.timedelta(seconds=3 * EVERY)
GONE = datetime.timedelta(seconds=9 * EVERY)
UNDELIVERED = datetime.timedelta(minutes=15)
"""A queue's own probe waits behind whatever is being made: longer than this is worth a look."""


def clock() -> Iterator[Sign]:
    seen = Heartbeat.objects.filter(name="beat").values_list("seen_at", flat=True).first()
    advice = (
        "Start exactly one: celery --app config beat. Without it nothing is swept up or goes live on time."
    )
    yield _alive("beat", "Clock (beat)", seen, advice)


def queues() -> Iterator[Sign]:
    rows = {row.name: row for row in Heartbeat.objects.all()}
    for queue in QUEUES:
        listening = [
            row.seen_at for name, row in rows.items() if name.startswith("worker:") and queue in row.queues
        ]
        yield _queue(queue, max(listening, default=None), rows.get(f"queue:{queue}"))


def _queue(queue: str, seen: datetime.datetime | None, probe: Heartbeat | None) -> Sign:
    advice = f"Start a worker that listens to it: celery --app config worker --queues {queue}."
    sign = _alive(f"queue:{queue}", f"Workers of “{queue}”", seen, advice)
    if sign.state is not State.OK:
        return sign
    if probe is None or timezone.now() - probe.seen_at > UNDELIVERED:
        last = f"the last message {ago(probe.seen_at)}" if probe else "no message yet"
        return Sign(
            sign.name,
            sign.label,
            State.WARNING,
            f"{sign.figure}, {last}",
            "Workers are there and messages do not reach them: they are busy for long (start more), or the "
            "broker or the clock is away.",
        )
    return Sign(sign.name, sign.label, State.OK, f"{sign.figure}, the last message {ago(probe.seen_at)}")


def _alive(name: str, label: str, seen: datetime.datetime | None, advice: str) -> Sign:
    if seen is None:
        return Sign(name, label, State.FAILING, "never seen", advice)
    silent = timezone.now() - seen
    figure = f"last seen {ago(seen)}"
    if silent > GONE:
        return Sign(name, label, State.FAILING, figure, advice)
    if silent > LATE:
        return Sign(name, label, State.WARNING, figure, f"It may be gone. {advice}")
    return Sign(name, label, State.OK, figure)


def ago(then: datetime.datetime) -> str:
    seconds = max(0, round((timezone.now() - then).total_seconds()))
    if seconds < 120:
        return f"{seconds} s ago"
    if seconds < 2 * 3600:
        return f"{seconds // 60} min ago"
    return f"{seconds // 3600} h ago"
