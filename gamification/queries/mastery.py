"""Where people stand: the one place that mastery is read from."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db.models import OuterRef, Subquery

from accounts.models import User
from courses.changes import How
from courses.models import ChangedQuestion, Competency
from gamification.models import Ability, LevelAward, Mastery, OwedAnswer
from gamification.rules import LEVELS, Learner, Level, Reading, Standing, reading

Pair = tuple[int, str]


def mastery_of(users: Iterable[User], competencies: Iterable[Competency]) -> dict[int, dict[str, Reading]]:
    """User id -> competency slug -> reading, for every pair. Four queries, however many of either."""
    people = [user.pk for user in users]
    slugs = [competency.slug for competency in competencies]
    general = {one.user_id: one.belief for one in Ability.objects.filter(user__in=people)}
    held = {
        (row.user_id, row.competency): row
        for row in Mastery.objects.filter(user__in=people, competency__in=slugs)
    }
    awarded, owed = _highest(people, slugs), _owed(people)

    def read(person: int, slug: str) -> Reading:
        pair = (person, slug)
        row, award = held.get(pair), awarded.get(pair)
        return reading(
            general.get(person, Learner().general),
            row.standing if row else Standing(),
            level=Level(award.level) if award else None,
            awarded_at=award.awarded_at if award else None,
            refresher_at=row.refresher_at if row else None,
            owed_since=owed.get(pair),
        )

    return {person: {slug: read(person, slug) for slug in slugs} for person in people}


def _highest(people: list[int], slugs: list[str]) -> dict[Pair, LevelAward]:
    found: dict[Pair, LevelAward] = {}
    for award in LevelAward.objects.filter(user__in=people, competency__in=slugs):
        pair = (award.user_id, award.competency)
        if pair not in found or _rank(award) > _rank(found[pair]):
            found[pair] = award
    return found


def _rank(award: LevelAward) -> int:
    return LEVELS.index(Level(award.level))


def _owed(people: list[int]) -> dict[Pair, datetime.datetime]:
    """Of questions that can be answered: what was taken out, or is not published, is asked of nobody."""
    found: dict[Pair, datetime.datetime] = {}
    last = ChangedQuestion.objects.filter(
        change__module=OuterRef("module"), change__published_at__isnull=False, block_id=OuterRef("block_id")
    ).order_by("-change__published_at", "-pk")
    rows = OwedAnswer.objects.filter(user__in=people, module__live=True)
    for owed in rows.annotate(how=Subquery(last.values("how")[:1])).exclude(how=How.REMOVED):
        for slug in owed.competencies:
            pair = (owed.user_id, slug)
            found[pair] = min(owed.since, found.get(pair, owed.since))
    return found
