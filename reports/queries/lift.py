"""What people learned, by module and by competency, from answers that count."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import DateTimeField, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from courses.models import Attempt, Competency, Evidence, EvidenceKind, ModulePage
from courses.queries import asked_as_now, counted
from reports.lift import WEEKS_LATER, Lift, Taken, lift

ANSWERED = (EvidenceKind.QUESTION, EvidenceKind.SHOWN)
MOST = 20_000
"""First answers that a page looks at, the newest: what it costs is bounded, whatever the studio has."""


@dataclass(frozen=True)
class Line:
    """A module or a competency, and what people learned there."""

    name: str
    lift: Lift


@dataclass(frozen=True)
class Learned:
    """Lines in the order of the catalogue, and of competencies. cut: only the newest answers were read."""

    modules: tuple[Line, ...]
    competencies: tuple[Line, ...]
    cut: bool = False


def learned(modules: Iterable[ModulePage], people: Collection[User] | None = None) -> Learned:
    """people: whose answers count; None, everybody's. Three queries, however many modules and people."""
    modules = list(modules)
    rows = list(_first_answers(modules, people)[:MOST])
    found = _taken(modules, rows)
    slugs = {slug for one in found for slug in one.competencies}
    return Learned(
        tuple(Line(one.title, lift([row for row in found if row.module == one.pk])) for one in modules),
        tuple(
            Line(one.name, lift([row for row in found if one.slug in row.competencies]))
            for one in Competency.objects.filter(slug__in=slugs)
        ),
        cut=len(rows) == MOST,
    )


def _first_answers(modules: Sequence[ModulePage], people: Collection[User] | None) -> QuerySet[Evidence]:
    """First tries of first attempts that came to an end, each with how it ended and what came weeks later."""
    again = Attempt.objects.filter(enrolment=OuterRef("attempt__enrolment"), number=2)
    # One that could not come right any more ended when the next was begun.
    ended = Coalesce("attempt__completed_at", Subquery(again.values("started_at")[:1]))
    since = ExpressionWrapper(F("ended") + WEEKS_LATER, output_field=DateTimeField())
    of_attempt = Evidence.objects.filter(attempt=OuterRef("attempt"), block_id=OuterRef("block_id"))
    last, later = of_attempt.order_by("-try_number"), _later_answers()
    rows = counted(Evidence.objects.filter(module__in=[one.pk for one in modules], kind__in=ANSWERED))
    if people is not None:
        rows = rows.filter(user__in=[one.pk for one in people])
    return (
        rows.filter(attempt__number=1, try_number=1)
        .annotate(ended=ended)
        .filter(ended__isnull=False)
        .annotate(since=since)
        .annotate(
            right_at_end=Subquery(last.values("correct")[:1]),
            right_later=Subquery(later.values("correct")[:1]),
            later_at=Subquery(later.values("created_at")[:1]),
            later_revision=Subquery(later.values("revision")[:1]),
        )
        .order_by("-created_at", "-pk")
    )


def _later_answers() -> QuerySet[Evidence]:
    """Of a first answer: those of its question weeks later, in a review or in the module taken again."""
    retaken = Q(attempt__number__gt=1, try_number=1, kind__in=ANSWERED)
    same = Evidence.objects.filter(
        user=OuterRef("user"),
        module=OuterRef("module"),
        block_id=OuterRef("block_id"),
        created_at__gte=OuterRef("since"),
    )
    return counted(same.filter(Q(kind=EvidenceKind.REFRESH) | retaken)).order_by("created_at", "pk")


def _taken(modules: Sequence[ModulePage], rows: Sequence[Evidence]) -> list[Taken]:
    """Those whose question is still asked in the same words. What came later in other words is left out."""
    revisions = {row.revision_id for row in rows} | {row.later_revision for row in rows if row.later_revision}
    same = asked_as_now(modules, revisions)
    return [_one(row, same) for row in rows if row.block_id in same.get(row.revision_id, ())]


def _one(row: Evidence, same: dict[int, frozenset[str]]) -> Taken:
    comparable = row.block_id in same.get(row.later_revision, ())
    return Taken(
        user=row.user_id,
        module=row.module_id,
        competencies=frozenset(slug for slug, weight in row.competencies.items() if weight),
        first=row.correct,
        end=row.right_at_end,
        later=row.right_later if comparable else None,
        days=(row.later_at - row.ended) / datetime.timedelta(days=1) if comparable else None,
    )
