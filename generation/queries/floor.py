"""The floor: what is being made, what waits for whom, and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.queries import has_role
from accounts.roles import AUTHORS, LD_ADMINS, REVIEWERS
from courses.models import CoursePage
from generation import crew
from generation.models import UNFINISHED, Event, PieceWork, Production, State
from generation.queries.pace import lengths, paces, seconds_left
from generation.queries.productions import productions_for, queue_is_away

SHOWN = 20
"""Rows of each part of the floor; the list below has the others."""
LESSON = ("revision__content",)
"""The text of a whole lesson: a page that asks every two seconds reads none."""
MAKING = "media"
"""The queue by which every production begins and goes on."""


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
    """left: seconds until everything is made, None where nothing is known yet. workers: who is at it now.

    waits: what its pieces wait for; empty where they are being made.
    """

    production: Production
    left: float | None
    workers: list[str]
    waits: str


@dataclass(frozen=True)
class Turn:
    """Somebody's place in the queue, counted from 1. why: what it waits for."""

    production: Production
    place: int
    why: str


@dataclass(frozen=True)
class Now:
    """more: works and turns beyond those shown. away: why nothing can begin; empty where workers listen."""

    works: list[Work]
    turns: list[Turn]
    more: int
    away: str


def may_cancel(user: User, production: Production) -> bool:
    """Its author, whoever of the authors asked for it, and L&D admins."""
    if has_role(user, LD_ADMINS):
        return True
    concerned = {production.requested_by_id, production.revision.user_id, production.module.owner_id}
    return has_role(user, AUTHORS) and user.pk in concerned


def may_prioritise(user: User) -> bool:
    return has_role(user, REVIEWERS, LD_ADMINS)


def floor_now(user: User, wanted: Wanted) -> Now:
    """What runs and what waits. Places are those of the whole queue, whatever part of it is shown."""
    # In the order in which workers take them up: urgency, then when it was queued.
    unfinished = productions_for(user).filter(state__in=UNFINISHED).order_by("-priority", "changed_at", "pk")
    everything = list(unfinished.defer(*LESSON))
    shown = set(wanted.of(Production.objects.filter(state__in=UNFINISHED)).values_list("pk", flat=True))
    running = [one for one in everything if one.state == State.RUNNING and one.pk in shown]
    waiting = [one for one in everything if one.state == State.QUEUED]
    turns = [turn for turn in _turns(waiting) if turn.production.pk in shown]
    listening = crew.at_work()
    works = _works(running[:SHOWN], listening)
    more = len(running) - len(works) + max(0, len(turns) - SHOWN)
    away = _nobody(MAKING, listening) if everything else ""
    return Now(works, turns[:SHOWN], more, away or _unreachable(waiting))


def _works(running: Sequence[Production], listening: Mapping[str, int] | None) -> list[Work]:
    known, lasting, pieces = paces(), lengths(running), defaultdict(list)
    for piece in PieceWork.objects.filter(production__in=running, finished_at=None).defer("spec"):
        pieces[piece.production_id].append(piece)
    return [
        Work(
            one,
            seconds_left(one, known, lasting),
            _workers(one, pieces[one.pk]),
            _waits(pieces[one.pk], listening),
        )
        for one in running
    ]


def _workers(production: Production, pieces: Sequence[PieceWork]) -> list[str]:
    """Names of who holds it, or pieces of it, now."""
    now = timezone.now()
    held = {one.worker for one in pieces if one.leased_until and one.leased_until > now}
    if production.leased_until and production.leased_until > now:
        held.add(production.worker)
    return sorted(name for name in held if name)


def _waits(pieces: Sequence[PieceWork], listening: Mapping[str, int] | None) -> str:
    open_ones = Counter(one.queue for one in pieces)
    return " ".join(said for queue in sorted(open_ones) if (said := _nobody(queue, listening)))


def _turns(waiting: Sequence[Production]) -> list[Turn]:
    turns = []
    for place, one in enumerate(waiting, 1):
        before = waiting[place - 2] if place > 1 else None
        if before is None:
            why = "Next: the first worker that is free takes it."
        elif before.priority > one.priority:
            why = f"After “{before.module.title}”, which goes before it by choice."
        else:
            why = f"After “{before.module.title}”, which was here first."
        turns.append(Turn(one, place, why))
    return turns


def _nobody(queue: str, listening: Mapping[str, int] | None) -> str:
    if listening is None or listening.get(queue):
        return ""
    return f"No worker listens to “{queue}”. Whoever runs this site starts one; what waits goes on by itself."


def _unreachable(waiting: Sequence[Production]) -> str:
    queued = [one.pk for one in waiting]
    last = Event.objects.filter(production__in=queued).select_related("production").last() if queued else None
    if queue_is_away(last):
        return "The queue cannot be reached. Everything starts as soon as it is back; nothing is lost."
    return ""
