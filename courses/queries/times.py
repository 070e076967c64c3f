"""How long people really take, beside what the clock says."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from courses.items import FEWEST_PEOPLE
from courses.models import Attempt, ModulePage
from courses.stays import middle, ninetieth

ENOUGH = 20
"""Completions before a difference is more than chance."""
STEADY = (0.8, 1.2)
"""Of the estimate: where the median may lie."""
LAST = datetime.timedelta(days=365)


@dataclass(frozen=True)
class Times:
    """Of those who finished a module for the first time, in one format, in seconds.

    expected: median of what the clock gave them. ratio: median of what each took over that.
    """

    format: str
    people: int
    median: float
    ninetieth: float
    expected: float
    ratio: float

    @property
    def drifts(self) -> bool:
        return self.people >= ENOUGH and not STEADY[0] <= self.ratio <= STEADY[1]


def real_times(modules: Sequence[ModulePage]) -> dict[int, list[Times]]:
    """Module id -> times of the last year, a format at a time; none of a handful, who could be told apart.

    One query, however many modules.
    """
    found: dict[tuple[int, str], list[tuple[float, float]]] = {}
    rows = Attempt.objects.filter(
        enrolment__module__in=modules, number=1, expected__gt=0, completed_at__gte=timezone.now() - LAST
    )
    for module, format, taken, expected in rows.order_by("format").values_list(
        "enrolment__module", "format", "taken", "expected"
    ):
        found.setdefault((module, format), []).append((taken, expected))
    times: dict[int, list[Times]] = {module.pk: [] for module in modules}
    for (module, format), pairs in found.items():
        if len(pairs) >= FEWEST_PEOPLE:
            times[module].append(_times(format, pairs))
    return times


def _times(format: str, pairs: Sequence[tuple[float, float]]) -> Times:
    taken = [one for one, _ in pairs]
    return Times(
        format=format,
        people=len(pairs),
        median=middle(taken),
        ninetieth=ninetieth(taken),
        expected=middle([expected for _, expected in pairs]),
        ratio=middle([one / expected for one, expected in pairs]),
    )
