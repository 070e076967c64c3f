"""What can be held against each other blind, and what somebody has held against each other."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import QuerySet

from labs.models import Comparison, Output, OutputState, Run


def comparable(run: Run) -> dict[int, list[Output]]:
    """The outputs of a run's versions that are there to be read, by id of the version."""
    found: dict[int, list[Output]] = defaultdict(list)
    for output in _made(run).order_by("version__number", "number"):
        found[output.version_id].append(output)
    return dict(found)


def has_comparable(run: Run) -> bool:
    return _made(run).exists()


def _made(run: Run) -> QuerySet[Output]:
    return Output.objects.filter(version__run=run, state=OutputState.MADE, variant=False)


def comparisons_in(run: Run) -> QuerySet[Comparison]:
    """In the order they were begun, with what was said."""
    return run.comparisons.select_related("first", "second").prefetch_related("judgements")


def comparison_in(run: Run, number: int) -> Comparison | None:
    return comparisons_in(run).filter(number=number).first()
