"""Who could use a hand, and how a page says so: pure functions over facts."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models

from courses.models import EvidenceKind
from gamification.rules import Reading

STOPPED_AFTER = datetime.timedelta(days=2)
QUIET_AFTER = datetime.timedelta(days=14)
WORDS = (
    "No",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
)


class State(models.TextChoices):
    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    DONE = "done", "Done"
    DUE = "due", "Due again"


class Need(models.TextChoices):
    STOPPED = "stopped", "Stopped after a wrong answer"
    QUIET = "quiet", "Not seen for two weeks"
    NOT_STARTED = "not_started", "Not started yet"


@dataclass(frozen=True)
class Unfinished:
    """A module somebody is in. right: whether their last answer there was right, None without one."""

    module: str
    last_active: datetime.datetime
    right: bool | None


def need_of(
    *, started: bool, unfinished: Sequence[Unfinished], now: datetime.datetime
) -> tuple[Need, str] | None:
    """What a person could use help with first, and in which module; None while all goes well.

    Nobody is asked about what they finished; not having begun counts only while nothing was begun.
    """
    if not started:
        return Need.NOT_STARTED, ""
    for one in unfinished:
        if one.right is False and now - one.last_active >= STOPPED_AFTER:
            return Need.STOPPED, one.module
    latest = max(unfinished, key=lambda one: one.last_active, default=None)
    if latest and now - latest.last_active >= QUIET_AFTER:
        return Need.QUIET, latest.module
    return None


def outcome(kind: str, right: bool) -> str:
    """How a graded piece of work went, in words. kind: of evidence."""
    if kind == EvidenceKind.SHOWN:
        return "Asked to be shown"
    if kind == EvidenceKind.SELF_REPORT:
        return "Own word"
    if kind in (EvidenceKind.LAB, EvidenceKind.TRANSFER, EvidenceKind.REVIEW):
        return "Passed" if right else "Not passed"
    return "Right" if right else "Not right"


def unnamed(kind: str) -> str:
    """A piece of evidence whose words are not there, or not for the reader. kind: of evidence."""
    said = {
        EvidenceKind.LAB: "A lab",
        EvidenceKind.TRANSFER: "A transfer task",
        EvidenceKind.REVIEW: "A review by a peer",
        EvidenceKind.SELF_REPORT: "Somebody’s own word",
    }
    return said.get(EvidenceKind(kind), "A question")


def moved_in_words(before: Reading, after: Reading) -> str:
    """What a piece of evidence moved, from one reading to the next."""
    if before.answers == after.answers:
        return "Moved nothing."
    if after.figure is None:
        return f"{after.gathered} % of the evidence it takes to say, {before.gathered} % before."
    if before.figure is None:
        return f"Enough to say for the first time: {after.figure} of 100."
    points = after.figure - before.figure
    if not points:
        return f"Less than a point: {after.figure} of 100."
    said = f"{abs(points)} point{'' if abs(points) == 1 else 's'} {'up' if points > 0 else 'down'}"
    return f"{said}, to {after.figure} of 100."


def greeting(hour: int) -> str:
    """hour: 0 to 23, where the person is."""
    if 4 <= hour < 12:
        return "Good morning"
    return "Good afternoon" if 12 <= hour < 18 else "Good evening"


def headline(people: int, needs: int) -> str:
    if not people:
        return "Nobody is in this team today"
    if not needs:
        return "Everyone is on their way"
    return f"{counted(needs, 'person', 'people')} could use your help"


def counted(number: int, one: str, many: str) -> str:
    """A number of things as a sentence begins: “Three people”. Figures from thirteen on."""
    said = WORDS[number] if number < len(WORDS) else str(number)
    return f"{said} {one if number == 1 else many}"


def day(when: datetime.date | None, today: datetime.date) -> str:
    """A day as people say it: Today, Yesterday, 3 days ago, 12 Nov, 12 Nov 2025; Never."""
    if when is None:
        return "Never"
    ago = (today - when).days
    if ago <= 0:
        return "Today"
    if ago == 1:
        return "Yesterday"
    if ago < 7:
        return f"{ago} days ago"
    said = f"{when.day} {when:%b}"
    return said if when.year == today.year else f"{said} {when.year}"
