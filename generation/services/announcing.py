"""Saying that a production has changed, and nudging whoever works on it."""

import logging
import uuid

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from generation.models import EventKind, Production, State
from generation.services.history import note
from generation.signals import production_changed

logger = logging.getLogger(__name__)


def announce(production: Production) -> None:
    """Send `production_changed`. The last thing inside the transaction that changed it."""
    production_changed.send(sender=Production, production=production)


def nudge(production_id: uuid.UUID) -> None:
    """Tell the queue, once this is committed. Where the queue cannot be told, the sweep finds the row."""
    transaction.on_commit(lambda: _send(production_id), robust=True)


def _send(production_id: uuid.UUID) -> None:
    try:
        current_app.send_task("generation.advance", args=[str(production_id)])
    except (OperationalError, OSError) as error:
        logger.warning(
            "The queue cannot be reached (%s); the sweep will take up production %s.", error, production_id
        )
        _note_that_it_waits(production_id)


def _note_that_it_waits(production_id: uuid.UUID) -> None:
    """So that its author reads why nothing happens yet; once, however often the queue is tried."""
    production = Production.objects.filter(pk=production_id, state=State.QUEUED).first()
    if production is None:
        return
    last = production.events.last()
    if last is None or last.kind != EventKind.WAITING:
        note(production=production, kind=EventKind.WAITING)
