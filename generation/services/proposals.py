"""Reading a lesson for proposals: asking for it, holding it while a worker reads, what came of it."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts.models import User
from courses.models import ModulePage
from generation.digests import digest
from generation.models import Proposal, ProposalRun, RunState
from generation.ports import Reading, Suggestion
from generation.reading import as_data, read_lesson
from generation.services.line import LEASE, PATIENCE, LeaseLost
from generation.services.requests import Refused

logger = logging.getLogger(__name__)
MOST_LOST = 2
WORKERS_LOST = (
    "A worker fell silent over this lesson three times, so it is left alone. Whoever runs this site should "
    "look at the memory and the log of the workers of “text”; then try again."
)


@transaction.atomic
def request_proposals(*, module: ModulePage, by: User | None) -> ProposalRun:
    """Have the newest draft of a module read. One that was read as it stands is not read again.

    Raises Refused where there is no sentence to rest a proposal on.
    """
    draft = ModulePage.objects.get(pk=module.pk).get_latest_revision_as_object()
    reading = read_lesson(draft)
    if not any(not sentence.heading for sentence in reading.sentences):
        raise Refused(
            "There is no sentence yet that a proposal could rest on. Write a paragraph, then ask again."
        )
    read = as_data(reading)
    run, created = ProposalRun.objects.get_or_create(
        module_id=module.pk,
        digest=digest("proposals", read, settings.GREENROOM_WRITER, settings.GREENROOM_WRITER_MODEL),
        defaults={"revision": draft.latest_revision, "reading": read, "requested_by": by},
    )
    if not created and run.state == RunState.FAILED:
        _queue(run)
    if run.unfinished:
        nudge_run(run.pk)
    return run


@transaction.atomic
def retry_run(*, run: ProposalRun) -> None:
    """Raises Refused."""
    row = ProposalRun.objects.select_for_update().get(pk=run.pk)
    if row.state != RunState.FAILED:
        raise Refused("There is nothing to try again: it did not fail.")
    _queue(row)
    nudge_run(row.pk)


def _queue(run: ProposalRun) -> None:
    run.state = RunState.QUEUED
    run.reason = run.reason_code = ""
    run.lease = run.leased_until = None
    run.lost = 0
    run.changed_at = timezone.now()
    run.save()


def nudge_run(run_id: uuid.UUID) -> None:
    """Tell the queue, once this is committed. Where the queue cannot be told, the sweep finds the row."""
    transaction.on_commit(lambda: _send(run_id), robust=True)


def _send(run_id: uuid.UUID) -> None:
    try:
        current_app.send_task("generation.propose", args=[str(run_id)])
    except (OperationalError, OSError) as error:
        logger.warning("The queue cannot be reached (%s); the sweep will take up run %s.", error, run_id)


@transaction.atomic
def claim_run(*, run_id: uuid.UUID) -> ProposalRun | None:
    """Take a reading up. None where it is finished, gone, or in the hands of another worker."""
    now = timezone.now()
    # One that still runs when it is claimed was dropped by a worker that was killed.
    lost = Case(When(state=RunState.RUNNING, then=F("lost") + 1), default=Value(0))
    if not (
        ProposalRun.objects.filter(pk=run_id)
        .claimable(now)
        .update(
            state=RunState.RUNNING, lease=uuid.uuid4(), leased_until=now + LEASE, changed_at=now, lost=lost
        )
    ):
        return None
    run = ProposalRun.objects.get(pk=run_id)
    if run.lost > MOST_LOST:
        fail_run(run=run, code="worker_lost", reason=WORKERS_LOST)
        return None
    return run


def _write(run: ProposalRun, **facts: Any) -> None:
    """Raises LeaseLost."""
    held = ProposalRun.objects.filter(pk=run.pk, lease=run.lease, state=RunState.RUNNING)
    if not held.update(**facts):
        raise LeaseLost


def renew_run(*, run: ProposalRun) -> None:
    """Raises LeaseLost."""
    _write(run, leased_until=timezone.now() + LEASE)


@transaction.atomic
def fail_run(*, run: ProposalRun, code: str, reason: str) -> None:
    """Raises LeaseLost."""
    _write(run, state=RunState.FAILED, reason_code=code, reason=reason, **_freed())


@transaction.atomic
def keep_proposals(
    *,
    run: ProposalRun,
    reading: Reading,
    suggestions: Iterable[Suggestion],
    left_out: Mapping[str, int],
    engine: str,
    model: str,
) -> None:
    """The lesson was read: what its author is to decide on, and what was kept back. Raises LeaseLost."""
    _write(
        run, state=RunState.DONE, left_out=dict(left_out), engine=engine, model=model, reason="", **_freed()
    )
    Proposal.objects.bulk_create(
        Proposal(
            run=run,
            number=number,
            kind=one.kind,
            sentence=reading.sentences[one.cites].text,
            block_id=reading.sentences[one.cites].block_id,
            content=dict(one.content),
        )
        for number, one in enumerate(suggestions, 1)
    )


def _freed() -> dict[str, Any]:
    return {"lease": None, "leased_until": None, "changed_at": timezone.now()}


@transaction.atomic
def take_up_runs() -> list[uuid.UUID]:
    """Readings that are to go on and that nobody was told of lately. The sweep nudges them."""
    now = timezone.now()
    quiet = ProposalRun.objects.claimable(now).exclude(nudged_at__gt=now - PATIENCE)
    found = list(quiet.order_by("created_at").values_list("pk", flat=True)[:100])
    ProposalRun.objects.filter(pk__in=found).update(nudged_at=now)
    return found
