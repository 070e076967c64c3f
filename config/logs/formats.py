"""A record as a line for people, or as JSON for machines. Only named fields get through."""

import logging
from datetime import UTC, datetime

from pythonjsonlogger.json import JsonFormatter

from config.logs.privacy import without_secrets
from config.logs.situation import FIELDS

EXTRAS = ("method", "path", "status", "ms", "queries", "state")
"""What the records of a request and of a task carry beside FIELDS."""


class Line(logging.Formatter):
    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        situation = " ".join(
            f"{name}={value}" for name in FIELDS if (value := getattr(record, name, "")) not in ("", None)
        )
        told = without_secrets(super().format(record))
        first, newline, rest = told.partition("\n")
        return f"{first} [{situation}]{newline}{rest}" if situation else told


class Json(JsonFormatter):
    def __init__(self) -> None:
        super().__init__(json_ensure_ascii=False)

    def add_fields(self, log_data: dict, record: logging.LogRecord, message_dict: dict) -> None:
        log_data["time"] = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        log_data["level"] = record.levelname
        log_data["logger"] = record.name
        log_data["message"] = without_secrets(record.getMessage())
        for name in FIELDS + EXTRAS:
            if (value := getattr(record, name, "")) not in ("", None):
                log_data[name] = value
        if record.exc_info:
            log_data["exception"] = without_secrets(self.formatException(record.exc_info))
