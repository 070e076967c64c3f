"""What can go wrong while something is made, as a code for machines and a sentence for people."""

from __future__ import annotations

import errno
import logging
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError, connection

from courses.stores import StoreAway
from generation.ports import EngineError, disk_is_full
from generation.services import LeaseLost

logger = logging.getLogger(__name__)
TOO_LONG = (
    "This took longer than a task may. What was made is not lost: try again. If it stays, whoever runs this "
    "site should look at how busy the workers are and at their log."
)


@contextmanager
def told(fail: Callable[[str, str], None], number: uuid.UUID | str) -> Iterator[None]:
    """Give what goes wrong inside to `fail` (code, reason). What nobody foresaw is raised as well.

    number: what people give whoever runs the site. LeaseLost goes through. A lost database is nobody's
    failure: the lease runs out, the sweep takes it up.
    """
    try:
        yield
    except EngineError as error:
        fail(error.code, error.message)
    except LeaseLost:
        raise
    except (OperationalError, InterfaceError):
        # Nothing can be written down now, and a connection that broke is not used again.
        logger.exception("The database was lost while %s was made.", number)
        connection.close()
    except Exception as error:
        code, reason = _unforeseen(error, number)
        fail(code, reason)
        if code == "unexpected":
            raise


def _unforeseen(error: Exception, number: uuid.UUID | str) -> tuple[str, str]:
    if known := of_the_machine(error):
        return known
    logger.exception("The work on %s failed in a way nobody foresaw.", number)
    return "unexpected", (
        f"Something went wrong that nobody foresaw. Try again; if it stays, give whoever runs this site "
        f"the number {number}."
    )


def of_the_machine(error: Exception) -> tuple[str, str] | None:
    """Code and reason of a fault that no lesson has: time, disk, rights, store. None for anything else."""
    if isinstance(error, SoftTimeLimitExceeded):
        return "took_too_long", TOO_LONG
    if isinstance(error, OSError) and disk_is_full(error):
        return (
            "disk_full",
            "The disk is full. Make room where media are kept, then try again: what was made is not lost.",
        )
    if isinstance(error, StoreAway):
        return "store_away", str(error)
    if isinstance(error, PermissionError) or (isinstance(error, OSError) and error.errno == errno.EROFS):
        return (
            "cannot_write",
            f"{error.filename or 'A folder'} may not be read or written by the worker. Whoever runs this "
            "site should give its account that right; then try again: what was made is not lost.",
        )
    return None
