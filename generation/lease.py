"""Holding a production, a piece of one or a lesson that is read for proposals, while it is worked on."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import Any

from django.db import Error, connection

from generation.models import PieceWork, Production, ProposalRun
from generation.services import LeaseLost, renew, renew_piece, renew_run

logger = logging.getLogger(__name__)
EVERY = 10.0
"""Seconds between renewals. A lease lasts six of these."""


class Lease:
    """Renews the lease of what was claimed beside the work, which may be one long call into an engine.

    work: a row; of another app with what renews it, which raises LeaseLost.
    """

    def __init__(self, work: Any, renewal: Callable[[], None] | None = None) -> None:
        self.work = work
        self._renewal = renewal or partial(_renewed, work)
        self.lost = threading.Event()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._keep, name=f"lease-{work.pk}", daemon=True)

    def __enter__(self) -> Lease:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()

    def check(self) -> None:
        """Raises LeaseLost."""
        if self.lost.is_set():
            raise LeaseLost

    def _keep(self) -> None:
        try:
            while not self._done.wait(EVERY):
                self._renew()
        except LeaseLost:
            self.lost.set()
        finally:
            connection.close()

    def _renew(self) -> None:
        """Raises LeaseLost. A database that does not answer now may answer before the lease runs out."""
        try:
            self._renewal()
        except Error:
            logger.exception("The lease of %s could not be renewed.", self.work.pk)
            connection.close()


def _renewed(work: Production | PieceWork | ProposalRun) -> None:
    """Raises LeaseLost."""
    if isinstance(work, ProposalRun):
        renew_run(run=work)
    elif isinstance(work, PieceWork):
        renew_piece(piece=work)
    else:
        renew(production=work)
