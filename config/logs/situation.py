"""Which request, person, production, reading and task a line in the log belongs to."""

from __future__ import annotations

import logging
from contextvars import ContextVar
from dataclasses import dataclass

from django.http import HttpRequest

WORK = {"production_id": "production_id", "run_id": "reading_id"}
"""Part of an address -> the field that names what it is about."""
FIELDS = ("request_id", "user_id", *WORK.values(), "task_id", "task")


@dataclass(frozen=True)
class Task:
    """A Celery task at work. request_id: of the page that asked for it, if one did."""

    id: str
    name: str
    request_id: str = ""
    production_id: str = ""
    reading_id: str = ""


request_at_hand: ContextVar[HttpRequest | None] = ContextVar("request_at_hand", default=None)
task_at_hand: ContextVar[Task | None] = ContextVar("task_at_hand", default=None)


def request_id() -> str:
    """Of the page or the task at hand; empty where there is neither."""
    if (request := request_at_hand.get()) is not None:
        return request.request_id
    task = task_at_hand.get()
    return task.request_id if task else ""


class Situation(logging.Filter):
    """Puts FIELDS on every record; empty where there is nothing to say."""

    def filter(self, record: logging.LogRecord) -> bool:
        for field in FIELDS:
            setattr(record, field, "")
        if (task := task_at_hand.get()) is not None:
            record.task_id, record.task = task.id, task.name
            record.production_id, record.reading_id = task.production_id, task.reading_id
        if (request := request_at_hand.get()) is not None:
            # Only a person who was already looked up: a line in the log asks the database nothing.
            person = request.__dict__.get("_cached_user")
            record.user_id = str(person.pk or "") if person is not None else ""
            match = request.resolver_match
            for part, field in WORK.items():
                setattr(record, field, str(match.kwargs.get(part, "")) if match else "")
        record.request_id = request_id()
        return True
