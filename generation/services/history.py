"""What happened to a production, written down in the transaction in which it happened."""

from __future__ import annotations

from accounts.models import User
from generation.models import Event, EventKind, Production


def note(
    *, production: Production, kind: EventKind, by: User | None = None, stage: str = "", detail: str = ""
) -> Event:
    return Event.objects.create(production=production, kind=kind, by=by, stage=stage, detail=detail)
