"""Who has taken a module, for those who write and review it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts.models import User
from courses.blocks.feeds import fed_in
from courses.models import Competency, Enrolment, ModuleCompetency, ModulePage
from courses.queries import with_due
from reports.queries.cells import Cell, cells_of
from reports.queries.record import state_of
from reports.rules import State


@dataclass(frozen=True)
class Taker:
    """Someone who began the module. cells: one a competency that the module feeds."""

    person: User
    state: State
    completed_at: datetime.datetime | None
    due_since: datetime.datetime | None
    last_active: datetime.datetime
    cells: tuple[Cell, ...]


def fed_by(module: ModulePage) -> list[Competency]:
    """The competencies that a module, or one of its questions or labs, tells something about. One query."""
    whole = ModuleCompetency.objects.filter(module=module.pk).values("competency")
    single = set(fed_in(list(module.body.raw_data)))
    return list(Competency.objects.filter(Q(pk__in=whole) | Q(slug__in=single)))


def begun(module: ModulePage) -> QuerySet[Enrolment]:
    """Everyone of today's studio who began the module, by name: nobody is ranked."""
    rows = with_due(Enrolment.objects.filter(module=module.pk, user__is_active=True))
    return rows.select_related("user").order_by("user__last_name", "user__first_name", "user__pk")


def takers(enrolments: Iterable[Enrolment], competencies: Sequence[Competency]) -> list[Taker]:
    """enrolments: some of `begun`. What `mastery_of` costs, and one query where they are a queryset."""
    rows = list(enrolments)
    cells = cells_of([row.user for row in rows], competencies)
    return [
        Taker(
            person=row.user,
            state=state_of(row),
            completed_at=row.completed_at,
            due_since=row.due_since,
            last_active=row.last_active_at,
            cells=cells[row.user_id],
        )
        for row in rows
    ]
