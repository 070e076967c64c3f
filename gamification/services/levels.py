"""Awarding levels."""

from __future__ import annotations

from collections.abc import Sequence

from courses.models import Evidence
from gamification.models import Ability, LevelAward, Mastery
from gamification.queries import tally_of
from gamification.rules import CUTS, LEVEL_RULE, Level, Tally, chance, earned, likelihood_above, sure_of
from gamification.signals import level_awarded


def award_levels(*, user_id: int, slugs: Sequence[str], evidence: Evidence) -> list[LevelAward]:
    """Award what somebody's standing in these competencies earns and they do not have yet.

    Call it inside the transaction that counted `evidence`, under the lock of their ability. Announces last.
    """
    ability = Ability.objects.get(user=user_id)
    awards = LevelAward.objects.filter(user=user_id, competency__in=slugs)
    had = set(awards.values_list("competency", "level"))
    rows = Mastery.objects.filter(user=user_id, competency__in=slugs).order_by("competency")
    found = [
        _award(ability, row, level, evidence)
        for row in rows
        for level in _earned(ability, row)
        if (row.competency, level) not in had
    ]
    for award in found:
        level_awarded.send(sender=LevelAward, award=award)
    return found


def award_what_is_earned(*, user_id: int) -> None:
    """Levels that somebody's evidence earned before there were such levels. Call it inside a transaction."""
    ability = Ability.objects.select_for_update().filter(user=user_id).first()
    through = ability.through if ability else None
    last = Evidence.objects.filter(pk=through[1]).first() if through else None
    if last is not None:
        slugs = list(Mastery.objects.filter(user=user_id).values_list("competency", flat=True))
        award_levels(user_id=user_id, slugs=slugs, evidence=last)


def _earned(ability: Ability, row: Mastery) -> tuple[Level, ...]:
    """The evidence of labs and reviews is looked up only where a gate may ask for it."""
    mean, variance = ability.mean + row.mean, ability.variance + row.variance
    gated = sure_of(Level.PRACTITIONER, mean=mean, variance=variance)
    tally = tally_of(row.user_id, row.competency) if gated else Tally()
    return earned(mean=mean, variance=variance, weight=row.weight, tally=tally)


def _award(ability: Ability, row: Mastery, level: Level, evidence: Evidence) -> LevelAward:
    mean, variance = ability.mean + row.mean, ability.variance + row.variance
    return LevelAward.objects.create(
        user_id=row.user_id,
        competency=row.competency,
        level=level,
        reason=_reason(level, mean, variance, row.answers),
        rule=LEVEL_RULE,
        mean=mean,
        variance=variance,
        weight=row.weight,
        answers=row.answers,
        evidence=evidence.pk,
        awarded_at=evidence.created_at,
    )


def _reason(level: Level, mean: float, variance: float, answers: int) -> str:
    rests = (
        f"{answers} piece{'' if answers == 1 else 's'} of evidence that count{'s' if answers == 1 else ''}"
    )
    if level == Level.NOVICE:
        return f"There is enough to say something: {rests}."
    sure = round(100 * likelihood_above(mean, variance, CUTS[level]))
    cut = round(100 * chance(CUTS[level]))
    return f"{sure} % sure that more than {cut} of 100 average questions would be right, by {rests}."
