"""What one way through a module moved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from courses.models import Attempt, Competency, Evidence
from courses.queries import counted
from gamification.models import LevelAward
from gamification.queries.facts import observed, place
from gamification.queries.levels import HANDS_ON
from gamification.rules import LEVELS, Learner, Level, Reading, Standing, reading


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
    """What the answers of an attempt and the labs since it began moved, competency by competency, in their
    order. Four queries.
    """
    own = list(counted(Evidence.objects.filter(Q(attempt=attempt) | _practice_since(attempt))))
    if not any(row.competencies for row in own):
        return []
    user_id, first, last = own[0].user_id, place(own[0]), place(own[-1])
    learner = Learner()
    before: Learner | None = None
    for row in counted(Evidence.objects.filter(user_id=user_id, created_at__lte=last[0])):
        if place(row) > last:
            break
        if before is None and place(row) >= first:
            before = Learner(learner.general, dict(learner.own))
        learner.observe(observed(row))
    awards = list(LevelAward.objects.filter(user_id=user_id, awarded_at__lte=last[0]))
    had = [award for award in awards if award.awarded_at < first[0]]
    slugs = {slug for row in own for slug in row.competencies}
    # An answer may complete a level elsewhere, by the part of ability that all competencies share.
    slugs |= {award.competency for award in awards if award.evidence in {row.pk for row in own}}
    return [
        Move(
            one,
            _read(before or learner, had, one.slug),
            _read(learner, awards, one.slug),
            tuple(Level(award.level) for award in _of(awards, one.slug) if award not in had),
        )
        for one in Competency.objects.filter(slug__in=slugs)
    ]


def _practice_since(attempt: Attempt) -> Q:
    """Labs stand in no attempt: they are left and come back to, and handed in when they are done."""
    lesson = {"user": attempt.enrolment.user_id, "module": attempt.enrolment.module_id}
    return Q(attempt=None, kind__in=HANDS_ON, created_at__gte=attempt.started_at, **lesson)


def _of(awards: Iterable[LevelAward], slug: str) -> list[LevelAward]:
    """Awards in one competency, the lowest level first."""
    mine = [award for award in awards if award.competency == slug]
    return sorted(mine, key=lambda award: LEVELS.index(Level(award.level)))


def _read(learner: Learner, awards: Iterable[LevelAward], slug: str) -> Reading:
    highest = _of(awards, slug)[-1:]
    return reading(
        learner.general,
        learner.own.get(slug, Standing()),
        level=Level(highest[0].level) if highest else None,
        awarded_at=highest[0].awarded_at if highest else None,
    )
