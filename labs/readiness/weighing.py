"""What a task is worth handing over, and what it risks. Rules of thumb, said as such. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

MOST = 5
"""Of the scales."""
HARD_TO_CHECK = 2
"""On a scale to 5: whoever needs as long to check a result as to make it saves nothing."""


class Risk(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


SAID = {
    Risk.LOW: "A mistake is cheap and is seen.",
    Risk.MEDIUM: "A mistake costs, or is hard to see: somebody checks every result.",
    Risk.HIGH: "A mistake does harm, or people's rights are in it: people decide here.",
}


@dataclass(frozen=True)
class Answers:
    """hours: a week. routine, checkable: 1..5. harm: of a mistake that nobody sees. personal: likeness,
    voice, private data or uncleared material are part of it.
    """

    name: str
    hours: float
    routine: int
    checkable: int
    harm: Risk
    personal: bool


@dataclass(frozen=True)
class Weighed:
    """could_go: hours a week that are routine, at most what could be handed over."""

    name: str
    could_go: float
    risk: Risk

    @property
    def words(self) -> str:
        return SAID[self.risk]


def weigh(answers: Answers) -> Weighed:
    if answers.personal or answers.harm == Risk.HIGH:
        risk = Risk.HIGH
    elif answers.harm == Risk.MEDIUM or answers.checkable <= HARD_TO_CHECK:
        risk = Risk.MEDIUM
    else:
        risk = Risk.LOW
    return Weighed(answers.name, answers.hours * (answers.routine - 1) / (MOST - 1), risk)


def ranked(tasks: Iterable[Answers]) -> list[Weighed]:
    """Least risk first, and among those of one risk what gives most back."""
    order = list(Risk)
    return sorted(map(weigh, tasks), key=lambda one: (order.index(one.risk), -one.could_go))


def pilot(tasks: Iterable[Answers]) -> Weighed | None:
    """A low-risk task to begin with; None where there is none that gives anything back."""
    return next((one for one in ranked(tasks) if one.risk == Risk.LOW and one.could_go), None)
