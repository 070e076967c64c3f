from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")


class State(StrEnum):
    OK = "ok"
    WARNING = "warning"
    FAILING = "failing"


@dataclass(frozen=True)
class Sign:
    """name: for machines. figure: what was measured. advice: what to do; empty where all is well."""

    name: str
    label: str
    state: State
    figure: str
    advice: str = ""


def within(seconds: float, ask: Callable[[], T]) -> T:
    """What ask() returns. Raises TimeoutError where it takes longer, and whatever it raises itself.

    It runs beside us, so it must not touch the database. One that hangs is left behind.
    """
    answers: list[T] = []
    errors: list[Exception] = []

    def run() -> None:
        try:
            answers.append(ask())
        except Exception as error:
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    if not answers:
        raise TimeoutError(f"no answer within {seconds:.0f} s")
    return answers[0]
