"""What gamification can be asked. Reading only."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accounts.models import User
from courses.models import Attempt, Competency, Evidence
from courses.queries import counted
from gamification.models import BadgeAward, Mastery
from gamification.rules import Reading, Standing, reading, update

Through = tuple[datetime.datetime, int]


def mastery_of(users: Iterable[User], competencies: Iterable[Competency]) -> dict[int, dict[str, Reading]]:
    """User id -> competency slug -> reading, for every pair: mastery is read nowhere else. One query."""
    people = [user.pk for user in users]
    slugs = [competency.slug for competency in competencies]
    found = {person: {slug: reading(Standing()) for slug in slugs} for person in people}
    for row in Mastery.objects.filter(user__in=people, competency__in=slugs):
        found[row.user_id][row.competency] = reading(row.standing)
    return found


def standings(rows: Iterable[Evidence]) -> dict[str, tuple[Standing, Through]]:
    """Competency slug -> standing and the last evidence in it.

    rows: one learner's, in order of created_at and pk.
    """
    found: dict[str, tuple[Standing, Through]] = {}
    for row in rows:
        for slug in row.competencies:
            before = found[slug][0] if slug in found else Standing()
            if counts(row, slug):
                found[slug] = (after(before, row, slug), (row.created_at, row.pk))
    return found


def counts(row: Evidence, slug: str) -> bool:
    return row.weight * row.competencies[slug] > 0


def after(standing: Standing, row: Evidence, slug: str) -> Standing:
    """The standing in a competency once an answer is counted, by the calibration frozen in it."""
    return update(
        standing,
        score=row.score,
        weight=row.weight * row.competencies[slug],
        item_difficulty=row.calibration.get("difficulty", 0.0),
    )


@dataclass(frozen=True)
class Move:
    """One competency before and after an attempt."""

    competency: Competency
    before: Reading
    now: Reading

    @property
    def level_changed(self) -> bool:
        return self.before.level != self.now.level

    @property
    def points(self) -> int:
        """Points out of 100 gained or lost; 0 where nothing can be said yet on one side."""
        if self.before.figure is None or self.now.figure is None:
            return 0
        return self.now.figure - self.before.figure


def moves_of(attempt: Attempt) -> list[Move]:
    """What the answers of an attempt moved, competency by competency, in their order. Three queries."""
    own = list(counted(Evidence.objects.filter(attempt=attempt)))
    slugs = {slug for row in own for slug in row.competencies}
    if not slugs:
        return []
    first, last = (own[0].created_at, own[0].pk), (own[-1].created_at, own[-1].pk)
    rows = [
        row
        for row in counted(
            Evidence.objects.filter(user_id=own[0].user_id, competencies__has_any_keys=sorted(slugs))
        )
        if (row.created_at, row.pk) <= last
    ]
    before = standings(row for row in rows if (row.created_at, row.pk) < first)
    now = standings(rows)
    return [
        Move(competency, _read(before, competency.slug), _read(now, competency.slug))
        for competency in Competency.objects.filter(slug__in=slugs)
    ]


def _read(found: dict[str, tuple[Standing, Through]], slug: str) -> Reading:
    return reading(found[slug][0] if slug in found else Standing())


def badges_of(user: User) -> Sequence[BadgeAward]:
    return list(BadgeAward.objects.filter(user=user).select_related("badge", "module"))


def badges_for(attempt: Attempt) -> Sequence[BadgeAward]:
    """Badges that rest on answers of this attempt."""
    enrolment = attempt.enrolment
    awards = BadgeAward.objects.filter(user_id=enrolment.user_id, module_id=enrolment.module_id)
    own = set(Evidence.objects.filter(attempt=attempt).values_list("pk", flat=True))
    return [award for award in awards.select_related("badge") if own & set(award.evidence)]
