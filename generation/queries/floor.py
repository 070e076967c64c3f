"""The floor: what is being made, what waits for whom, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.queries import has_role
from accounts.roles import AUTHORS, LD_ADMINS
from courses.models import CoursePage
from generation import crew
from generation.models import UNFINISHED, Event, Production, State
from generation.queries.pace import lengths, paces, seconds_left
from generation.queries.productions import productions_for, queue_is_away

SHOWN = 20
"""Rows of each part of the floor; the list below has the others."""
MAKING = "media"
"""The queue by which every production begins."""


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to see of all productions. mine: whose; None for everybody's."""

    state: str = ""
    course: CoursePage | None = None
    mine: User | None = None

    def of(self, found: QuerySet[Production]) -> QuerySet[Production]:
        if self.state:
            found = found.filter(state=self.state)
        if self.course:
            found = found.filter(module__path__startswith=self.course.path)
        if self.mine:
            found = found.filter(
                Q(requested_by=self.mine) | Q(revision__user=self.mine) | Q(module__owner=self.mine)
            )
        return found


@dataclass(frozen=True)
class Work:
    """left: seconds until everything is made; None where nothing is known yet."""

    production: Production
    left: float | None


@dataclass(frozen=True)
class Turn:
    """Somebody's place in the queue, counted from 1. why: what it waits for."""

    production: Production
    place: int
    why: str


@dataclass(frozen=True)
class Now:
    """unserved: why nothing can begin; empty where workers listen."""

    works: list[Work]
    turns: list[Turn]
    more: int
    unserved: str


def may_cancel(user: User, production: Production) -> bool:
    """Its author, whoever of the authors asked for it, and L&D admins."""
    if has_role(user, LD_ADMINS):
        return True
    concerned = {production.requested_by_id, production.revision.user_id, production.module.owner_id}
    return has_role(user, AUTHORS) and user.pk in concerned


def in_order(found: QuerySet[Production]) -> QuerySet[Production]:
    """As workers take them up."""
    return found.order_by("created_at", "pk")


def floor_now(user: User, wanted: Wanted) -> Now:
    """What runs and what waits. Places are those of the whole queue, whatever part of it is shown."""
    everything = list(in_order(productions_for(user).filter(state__in=UNFINISHED)))
    shown = set(wanted.of(Production.objects.filter(state__in=UNFINISHED)).values_list("pk", flat=True))
    running = [one for one in everything if one.state == State.RUNNING]
    known, lasting = paces(), lengths(running)
    works = [Work(one, seconds_left(one, known, lasting)) for one in running if one.pk in shown]
    unserved = _unserved(crew.at_work()) or _away(everything)
    turns = [turn for turn in _turns(everything) if turn.production.pk in shown]
    more = max(0, len(works) - SHOWN) + max(0, len(turns) - SHOWN)
    return Now(works[:SHOWN], turns[:SHOWN], more, unserved)


def _turns(everything: list[Production]) -> list[Turn]:
    waiting = [one for one in everything if one.state == State.QUEUED]
    turns = []
    for place, one in enumerate(waiting, 1):
        before = waiting[place - 2] if place > 1 else None
        why = f"After “{before.module.title}”." if before else "Next: the first worker that is free takes it."
        turns.append(Turn(one, place, why))
    return turns


def _unserved(workers: Mapping[str, int] | None) -> str:
    if workers is None or workers.get(MAKING):
        return ""
    return (
        f"No worker listens to “{MAKING}”, so nothing begins. Whoever runs this site starts one; what waits "
        "goes on by itself then."
    )


def _away(everything: list[Production]) -> str:
    queued = [one.pk for one in everything if one.state == State.QUEUED]
    last = Event.objects.filter(production__in=queued).select_related("production").last() if queued else None
    if queue_is_away(last):
        return "The queue cannot be reached. Everything starts as soon as it is back; nothing is lost."
    return ""
