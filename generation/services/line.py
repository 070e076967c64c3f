"""What the production line writes down while it works. A worker that lost its lease changes nothing."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from celery import current_task
from django.db import transaction
from django.db.models import Case, F, QuerySet, Value, When
from django.utils import timezone

from generation.models import UNFINISHED, Approval, EventKind, Production, StageRun, State
from generation.queries import made_since
from generation.services.announcing import announce
from generation.services.history import note
from generation.services.publishing import publish_if_live
from generation.services.telling import tell_on_commit

LEASE = datetime.timedelta(seconds=60)
PATIENCE = datetime.timedelta(seconds=60)
"""A production that was nudged less than this ago is left to the worker that will take it up."""

MOST_LOST = 4
WORKERS_LOST = (
    f"A worker fell silent over this {MOST_LOST + 1} times, so it is left alone. Whoever runs this site "
    "should look at the worker's memory, its log and its way to the database; then try again: what was "
    "made is not lost."
)
MADE_AGAIN = "Part of it was made again, of the same words and pictures. Watch it once more, then approve it."


class LeaseLost(Exception):
    """Somebody else has the production now, or it is no longer wanted."""


@transaction.atomic
def claim(*, production_id: uuid.UUID) -> Production | None:
    """Take a production up. None where it is finished, gone, or in the hands of another worker."""
    now = timezone.now()
    free = Production.objects.filter(pk=production_id).claimable(now)
    worker = current_task.request.hostname if current_task else ""
    # A lease that was not handed back is that of a worker that was killed, perhaps by this very work.
    lost = Case(When(state=State.RUNNING, lease__isnull=False, then=F("lost") + 1), default=Value(0))
    held = {"lease": uuid.uuid4(), "leased_until": now + LEASE, "worker": worker or ""}
    if not free.update(state=State.RUNNING, changed_at=now, lost=lost, **held):
        return None
    production = Production.objects.select_related("module", "revision", "requested_by").get(pk=production_id)
    if production.lost > MOST_LOST:
        fail(production=production, code="worker_lost", reason=WORKERS_LOST)
        return None
    if production.lost:
        note(production=production, kind=EventKind.RESUMED, stage=production.stage)
    announce(production)
    return production


def most_urgent(*, production_id: uuid.UUID) -> uuid.UUID:
    """What a worker that was told of a production should take up: perhaps one that goes before it."""
    known = Production.objects.filter(pk=production_id).values_list("priority", flat=True).first()
    before = Production.objects.claimable().filter(priority__gt=known if known is not None else 0)
    return before.in_turn().values_list("pk", flat=True).first() or production_id


def _held(production: Production) -> QuerySet[Production]:
    return Production.objects.filter(pk=production.pk, lease=production.lease, state=State.RUNNING)


def _write(production: Production, **facts: Any) -> None:
    """Raises LeaseLost."""
    if not _held(production).update(**facts):
        raise LeaseLost
    for name, value in facts.items():
        setattr(production, name, value)


def renew(*, production: Production) -> None:
    """Raises LeaseLost."""
    _write(production, leased_until=timezone.now() + LEASE)


def report_progress(*, production: Production, stage: str, done: int, total: int) -> None:
    """What is being made now, for whoever watches. Raises LeaseLost."""
    _write(production, stage=stage, done=done, total=total, changed_at=timezone.now())


@transaction.atomic
def keep_run(*, production: Production, stage: str, digest: str, **came_of_it: Any) -> None:
    """A stage has its artifact. Told once, and once more where it was made again. came_of_it: of StageRun.

    Raises LeaseLost.
    """
    if production.outputs.get(stage) == digest and not came_of_it.get("made"):
        return
    _write(production, outputs={**production.outputs, stage: digest}, changed_at=timezone.now())
    StageRun.objects.create(production=production, stage=stage, digest=digest, **came_of_it)


def hand_back(*, production: Production) -> None:
    """More is to be done, by whoever comes next. Raises LeaseLost."""
    _write(production, lease=None, leased_until=None)


@transaction.atomic
def fail(*, production: Production, code: str, reason: str) -> None:
    """Raises LeaseLost."""
    _write(
        production,
        state=State.FAILED,
        reason_code=code,
        reason=reason,
        lease=None,
        leased_until=None,
        changed_at=timezone.now(),
    )
    tell_on_commit(note(production=production, kind=EventKind.FAILED, stage=production.stage, detail=reason))
    announce(production)


@transaction.atomic
def finish(*, production: Production, digest: str, seconds: float, outputs: Mapping[str, str]) -> None:
    """Everything is made: on to review, or past it where exactly these outputs were approved before.

    A digest names what went in, not what came out: what was made anew since it was approved, for this
    production or another, or sent back, is looked at once more.
    Raises LeaseLost.
    """
    approval = Approval.objects.filter(digest=digest).select_related("approved_by").first()
    again = MADE_AGAIN if production.anew or (approval and made_since(outputs, approval.approved_at)) else ""
    if again:
        approval = None
    if approval and production.notes.filter(written_at__gt=approval.approved_at).exists():
        approval = None
    _write(
        production,
        state=State.APPROVED if approval else State.AWAITING_REVIEW,
        reason_code="unchanged" if approval else "",
        reason=f"Nothing has changed since it was approved by {approval}." if approval else again,
        outputs=dict(outputs),
        anew={},
        digest=digest,
        seconds=seconds,
        stage="",
        done=0,
        total=0,
        lease=None,
        leased_until=None,
        changed_at=timezone.now(),
    )
    note(production=production, kind=EventKind.MADE, detail=production.reason)
    if approval:
        publish_if_live(production=production)
    announce(production)


@transaction.atomic
def take_up() -> list[uuid.UUID]:
    """Productions that are to go on and that nobody was told of lately. The sweep nudges them."""
    now = timezone.now()
    quiet = Production.objects.claimable(now).exclude(nudged_at__gt=now - PATIENCE)
    found = list(quiet.filter(state__in=UNFINISHED).in_turn().values_list("pk", flat=True)[:100])
    Production.objects.filter(pk__in=found).update(nudged_at=now)
    return found
