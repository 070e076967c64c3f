"""What there is to choose from of a scene, and what was chosen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from labs.models import Output, OutputState, Run, Selection, Submission


@dataclass(frozen=True)
class Progress:
    """How far the variants of a version have come. problem: why the last that failed did."""

    asked: int
    made: int
    failed: int
    problem: str

    @property
    def coming(self) -> int:
        return self.asked - self.made - self.failed

    @property
    def stage(self) -> str:
        """Changes when there is something new to be told."""
        return f"{self.made}-{self.failed}-{self.asked}"


def variants_of(version: Submission) -> QuerySet[Output]:
    """Those that a model wrote or writes, in order."""
    return version.outputs.filter(variant=True).order_by("number")


def progress_of(version: Submission) -> Progress:
    rows = list(variants_of(version).values_list("state", "problem"))
    states = Counter(state for state, _ in rows)
    problems = [problem for state, problem in rows if state == OutputState.FAILED]
    return Progress(
        len(rows), states[OutputState.MADE], states[OutputState.FAILED], problems[-1] if problems else ""
    )


def selections_in(run: Run) -> QuerySet[Selection]:
    """The newest first: it is the one that counts."""
    return run.selections.select_related("version")
