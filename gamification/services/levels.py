"""Awarding levels."""

from __future__ import annotations

from courses.models import Evidence
from gamification.models import Ability, LevelAward, Mastery
from gamification.queries import tallies_of
from gamification.rules import CUTS, LEVEL_RULE, Level, Tally, chance, earned, likelihood_above, sure_of
from gamification.signals import level_awarded


def award_levels(*, user_id: int, evidence: Evidence) -> list[LevelAward]:
    """Award what somebody's standing earns and they do not have yet, in whichever competency: an answer moves
    the part of ability that all of them share.

    Call it inside the transaction that counted `evidence`, under the lock of their ability. Announces last.
    """
    ability = Ability.objects.get(user=user_id)
    had = set(LevelAward.objects.filter(user=user_id).values_list("competency", "level"))
    rows = list(Mastery.objects.filter(user=user_id).order_by("competency"))
    tallies = _tallies(ability, rows)
    found = [
        _award(ability, row, level, evidence)
        for row in rows
        for level in _earned(ability, row, tallies.get(row.competency, Tally()))
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
        award_levels(user_id=user_id, evidence=last)


def _tallies(ability: Ability, rows: list[Mastery]) -> dict[str, Tally]:
    """The evidence of labs and reviews, looked up only where a gate may ask for it. One query at most."""
    gated = [
        row.competency
        for row in rows
        if sure_of(Level.PRACTITIONER, mean=ability.mean + row.mean, variance=ability.variance + row.variance)
    ]
    return tallies_of(ability.user_id, gated) if gated else {}


def _earned(ability: Ability, row: Mastery, tally: Tally) -> tuple[Level, ...]:
    mean, variance = ability.mean + row.mean, ability.variance + row.variance
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
