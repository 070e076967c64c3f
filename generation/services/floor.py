"""What people do on the floor: stopping a production."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from generation.models import CANCELLED, EventKind, Production, State
from generation.services.announcing import announce
from generation.services.history import note
from generation.services.pieces import drop_pieces
from generation.services.requests import Refused


@transaction.atomic
def cancel(*, production: Production, by: User) -> None:
    """Stop it: whoever works on it can write nothing any more. What is finished is kept. Raises Refused."""
    row = Production.objects.select_for_update().get(pk=production.pk)
    if not row.unfinished:
        raise Refused(f"There is nothing to stop: it is {row.label.lower()}.")
    drop_pieces(row)
    row.state, row.reason_code = State.FAILED, CANCELLED
    row.reason = f"Stopped by {by}. What was finished is kept: “Try again” goes on from there."
    row.lease = row.leased_until = None
    row.changed_at = timezone.now()
    row.save(update_fields=["state", "reason_code", "reason", "lease", "leased_until", "changed_at"])
    note(production=row, kind=EventKind.CANCELLED, by=by, stage=row.stage)
    announce(row)
