"""Writing down what is believed of a learner."""

from __future__ import annotations

from gamification.models import Ability, Mastery
from gamification.queries.facts import Through
from gamification.rules import RULE, Learner, Standing


def hold(ability: Ability, learner: Learner, through: Through) -> None:
    """Keep a learner's general part, and the standings that are in `learner.own`. Two queries."""
    ability.mean, ability.variance = learner.general.mean, learner.general.variance
    ability.through_at, ability.through_id = through
    ability.rule = RULE
    ability.save()
    rows = [_row(ability.user_id, slug, standing) for slug, standing in sorted(learner.own.items())]
    Mastery.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["user", "competency"],
        update_fields=["mean", "variance", "weight", "answers"],
    )


def _row(user_id: int, slug: str, standing: Standing) -> Mastery:
    return Mastery(
        user_id=user_id,
        competency=slug,
        mean=standing.belief.mean,
        variance=standing.belief.variance,
        weight=standing.weight,
        answers=standing.answers,
    )
