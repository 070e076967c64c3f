"""How labs go: counts of people, never their names. What authors try is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db.models import Count, Q, QuerySet
from wagtail.models import Revision

from labs.models import Lab, Run, Submission

FEWEST = 5
"""People: of fewer, a count would tell what one of them did."""
LATEST = 200
"""People whose first work is counted point by point: it is read whole."""
REVISIONS = 3
"""Of the lab, the newest that people worked at: each is read whole too."""


@dataclass(frozen=True)
class Point:
    """Something that a lab asks for. missed: by how many, of those who were asked."""

    label: str
    missed: int
    asked: int

    @property
    def percent(self) -> int:
        return round(100 * self.missed / self.asked)


@dataclass(frozen=True)
class Going:
    """Of what people handed in first. minutes: the median, from opening to handing in, pauses included.

    again: how many handed in more than once. points: the most missed first, without those that nobody missed.
    of: how many people those are counted over.
    """

    passed: int
    minutes: float
    again: int
    points: tuple[Point, ...]
    of: int


def goings() -> QuerySet[Lab]:
    """Labs with begun, handed_in and passed: how many people did so, in the end. One query."""
    counted = Q(runs__module__isnull=False)
    done = {
        "begun": counted,
        "handed_in": counted & Q(runs__finished_at__isnull=False),
        "passed": counted & Q(runs__passed=True),
    }
    people = {name: Count("runs__user", distinct=True, filter=which) for name, which in done.items()}
    return Lab.objects.annotate(**people)


def going(lab: Lab) -> Going | None:
    """None where fewer than FEWEST people handed anything in."""
    sent = Run.objects.filter(lab=lab, module__isnull=False, finished_at__isnull=False)
    rows = list(sent.order_by("finished_at", "pk").values("user", "pk", "passed", "began_at", "finished_at"))
    first = {row["user"]: row for row in reversed(rows)}
    if len(first) < FEWEST:
        return None
    times = Counter(row["user"] for row in rows)
    points, of = _points(sorted(first.values(), key=lambda row: row["finished_at"])[-LATEST:], lab)
    return Going(
        passed=sum(row["passed"] for row in first.values()),
        minutes=median((row["finished_at"] - row["began_at"]).total_seconds() / 60 for row in first.values()),
        again=sum(number > 1 for number in times.values()),
        points=points,
        of=of,
    )


def _points(runs: Iterable[dict[str, Any]], lab: Lab) -> tuple[tuple[Point, ...], int]:
    sent = Submission.objects.filter(run__in=[row["pk"] for row in runs], final=True)
    rows = list(sent.values_list("run__revision", "work", "found"))
    newest = sorted({revision for revision, _, _ in rows}, reverse=True)[:REVISIONS]
    said = Revision.objects.filter(pk__in=newest).values_list("pk", "content")
    tasks = {pk: Lab.task.field.to_python(content["task"])[0].value for pk, content in said}
    met = [
        lab.type.points(tasks[revision], work, found) for revision, work, found in rows if revision in tasks
    ]
    asked = Counter(label for one in met for label in one)
    missed = Counter(label for one in met for label, is_met in one.items() if not is_met)
    points = [Point(label, number, asked[label]) for label, number in missed.items()]
    told = [point for point in points if point.asked >= FEWEST]
    return tuple(sorted(told, key=lambda point: (-point.missed / point.asked, point.label))), len(met)
