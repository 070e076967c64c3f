"""A task is logged under the number of the request that asked for it, with one line on how it went."""

import logging
import uuid
from contextvars import Token
from time import perf_counter

from celery import signals

from config.logs.situation import Task, request_id, task_at_hand

logger = logging.getLogger("greenroom.task")
HEADER = "greenroom_request_id"
READS = "generation.propose"
_begun: dict[str, tuple[Token, float]] = {}


@signals.setup_logging.connect
def leave_logging_to_the_settings(**kwargs: object) -> None:
    """Celery sets up none of its own where somebody listens here."""


@signals.before_task_publish.connect
def take_the_number_along(headers: dict | None = None, **kwargs: object) -> None:
    if headers is not None and (number := request_id()):
        headers[HEADER] = number


@signals.task_prerun.connect
def begin(task_id: str, task, args=(), **kwargs: object) -> None:
    number = getattr(task.request, HEADER, None) or ""
    at_hand = Task(task_id, task.name, str(number), **_work(task.name, args))
    _begun[task_id] = task_at_hand.set(at_hand), perf_counter()


@signals.task_postrun.connect
def end(task_id: str, task, state: str | None = None, **kwargs: object) -> None:
    if task_id not in _begun:
        return
    token, began = _begun.pop(task_id)
    at_hand = task_at_hand.get()
    # The clock's own errands are many, and worth a line only where one fails.
    asked_for = at_hand is not None and (at_hand.request_id or at_hand.production_id or at_hand.reading_id)
    level = logging.INFO if asked_for or state != "SUCCESS" else logging.DEBUG
    ms = round((perf_counter() - began) * 1000, 1)
    logger.log(level, "%s %s in %s ms", task.name, state, ms, extra={"state": state, "ms": ms})
    task_at_hand.reset(token)


def _work(name: str, args) -> dict[str, str]:
    """The id that a task of generation is given first, under the name of what it is the id of."""
    if not name.startswith("generation.") or not args:
        return {}
    try:
        number = str(uuid.UUID(str(args[0])))
    except ValueError:
        return {}
    return {"reading_id" if name == READS else "production_id": number}
