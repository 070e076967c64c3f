"""What people do on the floor: stopping a production, changing its turn, having a stage made again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from generation.models import CANCELLED, DOING, EventKind, Priority, Production, State
from generation.services.announcing import announce
from generation.services.history import note
from generation.services.pieces import drop_pieces
from generation.services.requests import Refused, requeue


@transaction.atomic
def cancel(*, production: Production, by: User) -> None:
    """Stop it: whoever works on it can write nothing any more. What is finished is kept. Raises Refused."""
    row = Production.objects.select_for_update().get(pk=production.pk)
    if not row.unfinished:
        raise Refused(f"There is nothing to stop: it is {row.label.lower()}.")
    drop_pieces(row)
    row.state, row.reason_code = State.FAILED, CANCELLED
    row.reason = f"Stopped by {by}. What was finished is kept: “Start it again” goes on from there."
    row.lease = row.leased_until = None
    row.changed_at = timezone.now()
    row.save(update_fields=["state", "reason_code", "reason", "lease", "leased_until", "changed_at"])
    note(production=row, kind=EventKind.CANCELLED, by=by, stage=row.stage)
    announce(row)


@transaction.atomic
def prioritise(*, production: Production, priority: Priority, by: User) -> None:
    """Let it go first, in its turn, or after the others. Raises Refused."""
    row = Production.objects.select_for_update().get(pk=production.pk)
    if not row.unfinished:
        raise Refused(f"It waits for no turn: it is {row.label.lower()}.")
    if row.priority == priority:
        return
    row.priority = priority
    # Its turn among equals hangs on when it was queued, which changed_at tells.
    row.save(update_fields=["priority"])
    note(production=row, kind=EventKind.PRIORITISED, by=by, detail=priority.label)


@transaction.atomic
def remake(*, production: Production, stage: str, by: User) -> None:
    """Have a stage made again, and what leans on it, though nothing that goes in has changed. Raises Refused.

    Learners keep what they see: what is made now lies beside it until it is approved.
    """
    row = Production.objects.select_for_update().get(pk=production.pk)
    if not row.made or row.state == State.STALE:
        raise Refused(f"It cannot be made again now: it is {row.label.lower()}.")
    if stage not in row.outputs:
        raise Refused("That stage has not been made yet.")
    row.anew = {**row.anew, stage: timezone.now().isoformat()}
    requeue(production=row, kind=EventKind.REMADE, by=by, detail=DOING.get(stage, stage))
