"""Outputs in the hands of a worker: claimed, written bit by bit, made or failed. A worker that lost its
lease changes nothing.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from generation.services import LeaseLost
from generation.services.line import LEASE
from labs.models import Output, OutputState
from labs.services.nudging import nudge_sheet
from labs.services.storable import storable

MOST_LOST = 2
WORKERS_LOST = (
    "A worker fell silent over this output three times, so it is left alone. Whoever runs this site should "
    "look at the memory and the log of the workers of “text”; then try again."
)


@transaction.atomic
def claim_output(*, output_id: int) -> Output | None:
    """Take an output up. None where it is made, gone, or in the hands of another worker."""
    now = timezone.now()
    # One that is being written when it is claimed was dropped by a worker that was killed.
    lost = Case(When(state=OutputState.WRITING, then=F("lost") + 1), default=Value(0))
    if not (
        Output.objects.filter(pk=output_id)
        .claimable(now)
        .update(state=OutputState.WRITING, text="", lease=uuid.uuid4(), leased_until=now + LEASE, lost=lost)
    ):
        return None
    output = Output.objects.select_related("version").get(pk=output_id)
    if output.lost > MOST_LOST:
        fail_output(output=output, code="worker_lost", reason=WORKERS_LOST)
        return None
    return output


def _write(output: Output, **facts: Any) -> None:
    """Raises LeaseLost."""
    held = Output.objects.filter(pk=output.pk, lease=output.lease, state=OutputState.WRITING)
    if not held.update(**facts):
        raise LeaseLost


def renew_output(*, output: Output) -> None:
    """Raises LeaseLost."""
    _write(output, leased_until=timezone.now() + LEASE)


def keep_so_far(*, output: Output, text: str) -> None:
    """Raises LeaseLost."""
    _write(output, text=storable(text), leased_until=timezone.now() + LEASE)


@transaction.atomic
def keep_output(*, output: Output, text: str, model: str, model_digest: str, prompts: str) -> None:
    """It is made. Raises LeaseLost."""
    _write(
        output,
        state=OutputState.MADE,
        text=storable(text),
        model=model[:120],
        model_digest=model_digest,
        prompts=prompts,
        made_at=timezone.now(),
        lease=None,
        leased_until=None,
    )
    _go_on(output)


@transaction.atomic
def fail_output(*, output: Output, code: str, reason: str) -> None:
    """Raises LeaseLost."""
    freed = {"lease": None, "leased_until": None}
    _write(output, state=OutputState.FAILED, problem_code=code, problem=reason, **freed)
    _go_on(output)


def _go_on(output: Output) -> None:
    if output.variant:
        nudge_sheet(output.version_id)
