"""The site's own errands, run by the clock (Celery beat)."""

from celery import shared_task

from config import housekeeping, pulse


@shared_task(name="greenroom.heartbeat")
def heartbeat(queue: str) -> None:
    pulse.seen(f"queue:{queue}")


@shared_task(name="greenroom.tidy")
def tidy() -> None:
    housekeeping.tidy()
