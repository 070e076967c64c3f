"""The names of facts that can complete a condition: a badge is looked at when one it waits for happens."""

from __future__ import annotations

LAB_PASSED = "lab-passed"


def answered(module: int | None) -> str:
    """A question of a module was answered; of any, where it is None."""
    return f"answered:{module or '*'}"


def finished(module: int | None) -> str:
    """A module was finished; any, where it is None."""
    return f"finished:{module or '*'}"


def finished_in(course: int | None) -> str:
    """A module of the course was finished."""
    return f"finished-in:{course}"


def reached(competency: str | None) -> str:
    """A level was reached in a competency; in any, where it is None."""
    return f"reached:{competency or '*'}"
