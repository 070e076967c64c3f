"""Asking for media, and asking again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from accounts.models import User
from courses.models import ModulePage
from generation.models import UNFINISHED, EventKind, PieceWork, Production, State
from generation.services.announcing import announce, nudge
from generation.services.history import note
from generation.services.pieces import drop_pieces
from generation.services.publishing import publish_if_live

OPEN = (*UNFINISHED, State.AWAITING_REVIEW, State.APPROVED, State.FAILED)


class Refused(ValueError):
    """What was asked cannot be done now. Its text is for the person who asked."""


@transaction.atomic
def request_production(*, module: ModulePage, revision: Revision, by: User | None = None) -> Production:
    """The production of a revision: a new one, or the one there is, begun again where it had failed."""
    production, created = Production.objects.get_or_create(
        revision=revision, defaults={"module_id": module.pk, "requested_by": by}
    )
    if not created and production.state in (State.FAILED, State.SUPERSEDED) and not production.sent_back:
        _queue(production)
        note(production=production, kind=EventKind.RETRIED, by=by)
    if created:
        note(production=production, kind=EventKind.ASKED, by=by)
    if production.state in UNFINISHED:
        nudge(production.pk)
    announce(production)
    return production


@transaction.atomic
def follow_publication(*, module: ModulePage, revision: Revision, by: User | None = None) -> Production:
    """A revision was published: make its media, drop what older ones waited for, publish what is approved."""
    now = timezone.now()
    older = Production.objects.filter(module_id=module.pk).exclude(revision=revision)
    older.filter(state=State.PUBLISHED).update(state=State.STALE, changed_at=now)
    waited = older.filter(revision__created_at__lte=revision.created_at, state__in=OPEN)
    # Productions before their pieces, as who finishes a piece locks them: else each waits for the other.
    before = [one.pk for one in waited.order_by("pk").select_for_update(of=("self",)).only("pk")]
    PieceWork.objects.filter(production__in=before).delete()
    Production.objects.filter(pk__in=before).update(
        state=State.SUPERSEDED, lease=None, leased_until=None, changed_at=now
    )
    production = request_production(module=module, revision=revision, by=by)
    if publish_if_live(production=production):
        announce(production)
    return production


@transaction.atomic
def retry(*, production: Production, by: User | None = None) -> None:
    """Go on where it failed; what was finished is not made again. Raises Refused."""
    row = Production.objects.select_for_update().get(pk=production.pk)
    if row.state != State.FAILED:
        raise Refused(f"There is nothing to try again: it is {row.label.lower()}.")
    requeue(production=row, kind=EventKind.RETRIED, by=by)


@transaction.atomic
def requeue(*, production: Production, kind: EventKind, by: User | None, detail: str = "") -> None:
    """Send a production through the line again, from its first unfinished piece. kind, detail: why."""
    _queue(production)
    note(production=production, kind=kind, by=by, detail=detail)
    nudge(production.pk)
    announce(production)


def _queue(production: Production) -> None:
    drop_pieces(production)
    production.state = State.QUEUED
    production.reason = production.reason_code = production.stage = ""
    # From here on the outputs change one by one: what was approved together no longer stands for them.
    production.digest = ""
    production.done = production.total = production.lost = 0
    production.lease = production.leased_until = None
    production.changed_at = timezone.now()
    production.save()
