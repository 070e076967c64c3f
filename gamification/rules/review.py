"""What is remembered of a question, and which questions a day's review asks. Pure."""

from __future__ import annotations

import datetime
import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

MEMORY_RULE = "memory/1"
MOST_QUESTIONS = 10
MOST_SECONDS = 300.0
"""Of one day, by the clock of the modules the questions stand in."""


NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def questions_in_words(number: int) -> str:
    """``four questions``. At most ten."""
    return f"{NUMBERS[number]} question{'' if number == 1 else 's'}"


class Recall(Enum):
    """How a first try went."""

    FORGOTTEN = "forgotten"
    WITH_HELP = "with help"
    RECALLED = "recalled"


@dataclass(frozen=True)
class Memory:
    """stability: days until nine in ten still know it. difficulty: 1..10. reviews: first tries so far."""

    stability: float
    difficulty: float
    reviewed_at: datetime.datetime
    due_at: datetime.datetime
    reviews: int


@dataclass(frozen=True)
class Candidate:
    """A question that is due. forgotten: the more, the less likely it is still known."""

    module_id: int
    block_id: str
    seconds: float
    forgotten: float


def forgotten(stability: float, reviewed_at: datetime.datetime, now: datetime.datetime) -> float:
    """Time gone by over stability: FSRS's retrievability falls with it and with nothing else."""
    return max(0.0, (now - reviewed_at).total_seconds() / 86400) / stability


NEVER_ANSWERED = math.inf
"""How forgotten a question is that is asked otherwise now: no answer to it counts."""


def drawn(
    candidates: Iterable[Candidate], *, questions: int = MOST_QUESTIONS, seconds: float = MOST_SECONDS
) -> list[Candidate]:
    """The questions of a day: the most forgotten of each module, then each module's second, and so on.

    One that no longer fits the time makes room for a shorter one. The same candidates, the same questions.
    """
    modules: dict[int, list[Candidate]] = defaultdict(list)
    for one in sorted(candidates, key=lambda one: (-one.forgotten, one.module_id, one.block_id)):
        modules[one.module_id].append(one)
    rounds = sorted(
        (turn, -one.forgotten, one.module_id, one.block_id, one)
        for ones in modules.values()
        for turn, one in enumerate(ones)
    )
    found: list[Candidate] = []
    for *_, one in rounds:
        if len(found) < questions and sum(each.seconds for each in found) + one.seconds <= seconds:
            found.append(one)
    return found
