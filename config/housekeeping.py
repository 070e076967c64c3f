"""What grows by itself is cleared by itself."""

from __future__ import annotations

import datetime

from celery.schedules import crontab

EVERY = 60.0
"""Seconds between two probes of a queue."""
QUEUES = ("default", "text", "speech", "media")
KEEP_TRIES = 30
"""Days that a wrong password is remembered, for whoever looks into a break-in."""
KEEP_HEARTBEATS = datetime.timedelta(days=1)

SCHEDULE = {
    "tidy-site": {"task": "greenroom.tidy", "schedule": crontab(hour=3, minute=10)},
    **{
        f"heartbeat-{queue}": {
            "task": "greenroom.heartbeat",
            "args": [queue],
            "schedule": EVERY,
            # One that was not taken in time is worth nothing: they must not pile up behind long work.
            "options": {"queue": queue, "expires": EVERY},
        }
        for queue in QUEUES
    },
}


def tidy() -> None:
    """Expired sessions, old tries to sign in, heartbeats of workers long gone, files of uploads."""
    from django.core.management import call_command
    from django.utils import timezone

    from config.models import Heartbeat
    from labs.services import sweep_uploads

    call_command("clearsessions")
    call_command("axes_reset_logs", age=KEEP_TRIES)
    Heartbeat.objects.filter(seen_at__lt=timezone.now() - KEEP_HEARTBEATS).delete()
    sweep_uploads()
