"""What one way through a module moved."""

from __future__ import annotations

from dataclasses import dataclass

from courses.models import Attempt, Competency, Evidence
from courses.queries import counted
from gamification.models import LevelAward
from gamification.queries.facts import observed, place
from gamification.rules import Learner, Level, Reading, Standing, reading


@dataclass(frozen=True)
class Move:
    """One competency before and after an attempt. reached: levels its answers earned, lowest first."""

    competency: Competency
    before: Reading
    now: Reading
    reached: tuple[Level, ...] = ()

    @property
    def points(self) -> int:
        """Points out of 100 gained or lost; 0 where nothing can be said yet on one side."""
        if self.before.figure is None or self.now.figure is None:
            return 0
        return self.now.figure - self.before.figure


def moves_of(attempt: Attempt) -> list[Move]:
    """What the answers of an attempt moved, competency by competency, in their order. Four queries."""
    own = list(counted(Evidence.objects.filter(attempt=attempt)))
    slugs = {slug for row in own for slug in row.competencies}
    if not slugs:
        return []
    first, last = place(own[0]), place(own[-1])
    history = counted(Evidence.objects.filter(user_id=own[0].user_id, created_at__lte=last[0]))
    learner = Learner()
    before: Learner | None = None
    for row in history:
        if place(row) > last:
            break
        if before is None and place(row) >= first:
            before = Learner(learner.general, dict(learner.own))
        learner.observe(observed(row))
    reached = _reached(own)
    return [
        Move(one, _read(before or learner, one.slug), _read(learner, one.slug), reached.get(one.slug, ()))
        for one in Competency.objects.filter(slug__in=slugs)
    ]


def _read(learner: Learner, slug: str) -> Reading:
    return reading(learner.general, learner.own.get(slug, Standing()))


def _reached(rows: list[Evidence]) -> dict[str, tuple[Level, ...]]:
    awards = LevelAward.objects.filter(user_id=rows[0].user_id, evidence__in=[row.pk for row in rows])
    found: dict[str, tuple[Level, ...]] = {}
    for award in awards.order_by("pk"):
        found[award.competency] = (*found.get(award.competency, ()), Level(award.level))
    return found
