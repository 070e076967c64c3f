"""How long what is to be made has waited."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils import timezone

from config.health.contract import Sign, State
from config.health.workers import ago
from generation.models import Production

WARN_AFTER, FAIL_AFTER = datetime.timedelta(minutes=10), datetime.timedelta(hours=1)
ADVICE = "Look at the workers of “media” above: start more, or read their log. Nothing that waits is lost."


def waiting() -> Iterator[Sign]:
    """Productions that nobody works on: queued, or left by a worker whose lease ran out."""
    waits = Production.objects.claimable().order_by("changed_at")
    oldest, number = waits.first(), waits.count()
    if oldest is None:
        yield Sign("waiting", "Waiting productions", State.OK, "none")
        return
    since = timezone.now() - oldest.changed_at
    state = State.FAILING if since > FAIL_AFTER else State.WARNING if since > WARN_AFTER else State.OK
    figure = f"{number}, the oldest from {ago(oldest.changed_at)}"
    yield Sign("waiting", "Waiting productions", state, figure, "" if state is State.OK else ADVICE)
