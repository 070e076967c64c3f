"""Learning paths as people walk them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch, QuerySet

from accounts.models import User
from courses.models import Evidence, LearningPath, PathChoice
from courses.models.path import titles_of
from courses.paths import Node, Standing, Stop, title_of, walk
from courses.queries.bearings import Bearings, bearings
from courses.queries.changes import counted
from courses.reel import Reel, draw_stops


@dataclass(frozen=True)
class Walk:
    """A path as one person finds it. choice: since when it is theirs."""

    path: LearningPath
    stops: tuple[Stop, ...]
    choice: PathChoice | None
    bearings: Bearings

    @property
    def is_done(self) -> bool:
        return bool(self.stops) and all(stop.standing is Standing.DONE for stop in self.stops)

    @property
    def is_for_craft(self) -> bool:
        return self.bearings.user.craft in self.path.crafts

    @property
    def modules(self) -> list[int]:
        """Every module that stands on it, in its order."""
        return [pk for stop in self.stops for option in stop.options for pk in option.modules]

    @property
    def is_begun(self) -> bool:
        return any(stop.done for stop in self.stops)

    @property
    def done(self) -> int:
        """Stops that are finished."""
        return sum(stop.standing is Standing.DONE for stop in self.stops)

    @property
    def next(self) -> Stop | None:
        """The first stop that is open and not finished."""
        return next((stop for stop in self.stops if stop.standing is Standing.OPEN), None)

    @property
    def next_title(self) -> str:
        return self.title(self.next.node) if self.next else ""

    @cached_property
    def reel(self) -> Reel:
        """A part for each stop, as long as it has modules."""
        return draw_stops([(stop.modules, stop.done) for stop in self.stops])

    @property
    def progress(self) -> str:
        if self.is_done:
            return "All of it done"
        return f"{self.done} of {len(self.stops)} {'stop' if len(self.stops) == 1 else 'stops'} done"

    def title(self, node: Node) -> str:
        titles = {page: title for page in node.pages if (title := self.bearings.title(page))}
        return title_of(node, titles)


def paths_seen_by(user: User) -> QuerySet[LearningPath]:
    """Paths that learners may take, each with `mine`: the person's own choice of it. Two queries."""
    own = Prefetch("choices", PathChoice.objects.filter(user=user), to_attr="mine")
    return LearningPath.objects.filter(live=True).prefetch_related(own)


def walks(found: Bearings, paths: Iterable[LearningPath]) -> list[Walk]:
    """paths: as `paths_seen_by` gives them. No query beside theirs.

    The person's own first, as they chose them; then those of their craft; then the others.
    """
    walked = [_walk(found, path, next(iter(path.mine), None)) for path in paths]
    return sorted(walked, key=_order)


def _order(one: Walk) -> tuple[bool, float, bool, str]:
    chosen = one.choice.chosen_at.timestamp() if one.choice else 0.0
    return one.choice is None, chosen, not one.is_for_craft, one.path.title


def my_walks(found: Bearings) -> list[Walk]:
    """The paths someone is on, as they chose them. One query."""
    chosen = PathChoice.objects.filter(user=found.user, path__live=True).select_related("path")
    return [_walk(found, choice.path, choice) for choice in chosen]


def _walk(found: Bearings, path: LearningPath, choice: PathChoice | None) -> Walk:
    return Walk(path, walk(path.nodes, found.modules_of, found.finished), choice, found)


@dataclass(frozen=True)
class PathDone:
    """Someone walked a whole path. at: when its last module was finished. modules: those it rests on.

    evidence: ids of the answers given in them that count.
    """

    at: datetime.datetime
    modules: tuple[int, ...]
    evidence: tuple[int, ...]


def path_done(user: User, path: LearningPath) -> PathDone | None:
    """What shows that someone finished a path as it is today; None while a stop is open or none is there.

    Three queries.
    """
    found = bearings(user)
    here = _walk(found, path, None)
    if not here.is_done:
        return None
    modules = tuple(module for stop in here.stops for one in stop.nearest for module in one.modules)
    answers = counted(Evidence.objects.filter(user=user, module__in=modules)).order_by("pk")
    at = max(found.enrolments[module].completed_at for module in modules)
    return PathDone(at, modules, tuple(answers.values_list("pk", flat=True)))


def unseen(paths: Sequence[LearningPath], user: User) -> dict[int, list[str]]:
    """Path id -> what of it learners do not find, in words for its author. Three queries."""
    found = bearings(user)
    titles = titles_of({page for path in paths for page in path.pages})
    return {path.pk: _unseen(path, found, titles) for path in paths}


def _unseen(path: LearningPath, found: Bearings, titles: dict[int, str]) -> list[str]:
    there = {stop.node.id for stop in walk(path.nodes, found.modules_of, ())}
    said = []
    for node in path.nodes:
        away = [titles.get(page, "A deleted page") for page in node.pages if not found.modules_of.get(page)]
        names = ", ".join(f"“{title}”" for title in away)
        if node.id not in there:
            said.append(
                f"{names or '“' + node.title + '”'}: nothing of it is published, so the stop is skipped."
            )
        elif away:
            said.append(f"{names} is not published: “{node.title}” offers what is left.")
    return said
