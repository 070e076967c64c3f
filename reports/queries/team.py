"""A team as its manager sees it. Page and CSV are made of the same rows."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from accounts.models import Team, User
from accounts.queries import people_in
from courses.models import Competency, Enrolment, Evidence, ModulePage
from courses.queries import with_due
from reports.queries.cells import Cell, cells_of
from reports.queries.record import state_of
from reports.queries.studio import competencies_in_use, open_modules
from reports.rules import Need, State, Unfinished, day, need_of


@dataclass(frozen=True)
class Row:
    """One person. states: module id -> state, for every published module. need: why named, and where."""

    person: User
    states: dict[int, State]
    last_active: datetime.datetime | None
    last_active_words: str
    cells: tuple[Cell, ...]
    need: tuple[Need, str] | None

    def count(self, state: State) -> int:
        return Counter(self.states.values())[state]

    @property
    def not_started(self) -> int:
        return self.count(State.NOT_STARTED)

    @property
    def in_progress(self) -> int:
        return self.count(State.IN_PROGRESS)

    @property
    def done(self) -> int:
        return self.count(State.DONE)

    @property
    def due(self) -> int:
        return self.count(State.DUE)


@dataclass(frozen=True)
class Concern:
    """One reason to help. people: (row, module title)."""

    need: Need
    people: tuple[tuple[Row, str], ...]


@dataclass(frozen=True)
class ModuleLine:
    """One module over the team. people by state."""

    module: ModulePage
    not_started: tuple[User, ...]
    in_progress: tuple[User, ...]
    done: tuple[User, ...]
    due: tuple[User, ...]


@dataclass(frozen=True)
class Overview:
    team: Team
    modules: tuple[ModulePage, ...]
    competencies: tuple[Competency, ...]
    rows: tuple[Row, ...]

    @property
    def concerns(self) -> list[Concern]:
        found = [
            Concern(need, tuple((row, row.need[1]) for row in self.rows if row.need and row.need[0] == need))
            for need in Need
        ]
        return [concern for concern in found if concern.people]

    @property
    def needs(self) -> int:
        return sum(row.need is not None for row in self.rows)

    @property
    def by_module(self) -> list[ModuleLine]:
        return [self._line(module) for module in self.modules]

    def _line(self, module: ModulePage) -> ModuleLine:
        def those(state: State) -> tuple[User, ...]:
            return tuple(row.person for row in self.rows if row.states[module.pk] == state)

        return ModuleLine(
            module, those(State.NOT_STARTED), those(State.IN_PROGRESS), those(State.DONE), those(State.DUE)
        )


def overview(team: Team, *, viewer: User, now: datetime.datetime) -> Overview:
    """Everyone in the team today, over the modules the viewer may open. Its size adds no query."""
    people = list(people_in(team))
    modules = tuple(open_modules(viewer).defer_streamfields())
    competencies = tuple(competencies_in_use(people))
    cells = cells_of(people, competencies, now=now)
    begun: dict[int, list[Enrolment]] = {person.pk: [] for person in people}
    for enrolment in _enrolments(people):
        begun[enrolment.user_id].append(enrolment)
    rows = tuple(_row(person, begun[person.pk], modules, cells[person.pk], now) for person in people)
    return Overview(team, modules, competencies, rows)


def _enrolments(people: Iterable[User]) -> Iterable[Enrolment]:
    last = Evidence.objects.filter(attempt__enrolment=OuterRef("pk")).order_by("-created_at", "-pk")
    begun = with_due(Enrolment.objects.filter(user__in=list(people)))
    return begun.annotate(last_right=Subquery(last.values("correct")[:1])).order_by("-last_active_at")


def _row(
    person: User,
    begun: list[Enrolment],
    modules: Iterable[ModulePage],
    cells: tuple[Cell, ...],
    now: datetime.datetime,
) -> Row:
    states = {module.pk: State.NOT_STARTED for module in modules}
    titles = {module.pk: module.title for module in modules}
    shown = [one for one in begun if one.module_id in states]
    for one in shown:
        states[one.module_id] = state_of(one)
    unfinished = [
        Unfinished(titles[one.module_id], one.last_active_at, one.last_right)
        for one in shown
        if not one.completed_at
    ]
    last_active = max((one.last_active_at for one in begun), default=None)
    return Row(
        person=person,
        states=states,
        last_active=last_active,
        last_active_words=day(last_active and timezone.localdate(last_active), timezone.localdate(now)),
        cells=cells,
        need=need_of(started=bool(begun), unfinished=unfinished, now=now),
    )
