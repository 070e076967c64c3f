"""A lesson is read, a writer proposes, the check sifts, the rest is kept. No Celery here."""

from __future__ import annotations

import logging
import uuid

from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError, connection

from generation import services
from generation.engines import registry
from generation.honesty import sift
from generation.lease import Lease
from generation.mishaps import TOO_LONG
from generation.models import ProposalRun
from generation.ports import EngineError, Writer
from generation.reading import from_data

logger = logging.getLogger(__name__)


def propose(run_id: uuid.UUID, *, writer: Writer | None = None) -> None:
    """Claim a run and see it through. What cannot be done is a failed run with its reason; what nobody
    foresaw is raised as well. Nothing happens where another worker has it.
    """
    run = services.claim_run(run_id=run_id)
    if run is None:
        return
    try:
        with Lease(run) as lease:
            _read(run, lease, writer)
    except services.LeaseLost:
        logger.info("The reading %s went on elsewhere.", run.pk)


def _read(run: ProposalRun, lease: Lease, writer: Writer | None) -> None:
    try:
        writer = writer or registry.writer()
        reading = from_data(run.reading)
        suggestions, left_out = sift(writer.propose(reading, seed=run.seed), reading)
        lease.check()
        services.keep_proposals(
            run=run,
            reading=reading,
            suggestions=suggestions,
            left_out=left_out,
            engine=f"{writer.name} {writer.version}",
            model=writer.model,
        )
    except EngineError as error:
        services.fail_run(run=run, code=error.code, reason=error.message)
    except services.LeaseLost:
        raise
    except (OperationalError, InterfaceError):
        # Nothing can be written down now: the lease runs out, and the sweep takes it up again.
        logger.exception("The database was lost while the lesson of %s was read.", run.pk)
        connection.close()
    except SoftTimeLimitExceeded:
        services.fail_run(run=run, code="took_too_long", reason=TOO_LONG)
    except Exception:
        logger.exception("The reading %s failed in a way nobody foresaw.", run.pk)
        services.fail_run(
            run=run,
            code="unexpected",
            reason="Something went wrong that nobody foresaw. Try again; if it stays, give whoever runs this "
            f"site the number {run.pk}.",
        )
        raise
