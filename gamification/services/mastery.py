"""Counting one answer: what is believed of its learner, and what that earns them."""

from __future__ import annotations

from django.db import transaction

from courses.models import Change, Evidence
from courses.queries import counted, excluded_by
from gamification.models import Ability, Mastery, OwedAnswer
from gamification.queries.facts import observed, place
from gamification.rules import RULE, Learner
from gamification.services import cards
from gamification.services.holding import hold
from gamification.services.levels import award_levels
from gamification.services.replay import replay_learner


@transaction.atomic
def apply(*, evidence: Evidence) -> None:
    """Count one answer: its learner's mastery, and the levels it earns them. Twice changes nothing.

    Costs the same whatever was answered before, unless a later answer was counted first.
    """
    slugs = sorted(observed(evidence).counting)
    if slugs and _count(evidence, slugs):
        award_levels(user_id=evidence.user_id, evidence=evidence)


def _count(evidence: Evidence, slugs: list[str]) -> bool:
    """Whether it counts. One learner's answers wait for each other here, and for nobody else's."""
    ability, is_new = Ability.objects.select_for_update().get_or_create(user_id=evidence.user_id)
    if not counted(Evidence.objects.filter(pk=evidence.pk)).exists():
        # An attempt finishes on the revision it began with, though its question was recertified meanwhile.
        replay_learner(user_id=evidence.user_id)
        return False
    if is_new or ability.rule != RULE or ability.through is None or ability.through >= place(evidence):
        # New here, counted by older rules, or overtaken by a later answer: the order of the facts decides.
        replay_learner(user_id=evidence.user_id)
        return True
    _add(ability, evidence, slugs)
    return True


def _add(ability: Ability, evidence: Evidence, slugs: list[str]) -> None:
    held = {row.competency: row for row in Mastery.objects.filter(user=ability.user_id, competency__in=slugs)}
    learner = Learner(ability.belief, {slug: row.standing for slug, row in held.items()})
    learner.observe(observed(evidence))
    hold(ability, learner, place(evidence))
    cards.count(evidence=evidence, slugs=slugs)
    OwedAnswer.objects.filter(
        user=evidence.user_id, module=evidence.module_id, block_id=evidence.block_id
    ).delete()


@transaction.atomic
def recount(*, change: Change) -> None:
    """Rebuild the mastery of everyone whose answers a change put aside. What was awarded stays."""
    for user_id in sorted(set(excluded_by(change).order_by().values_list("user_id", flat=True))):
        replay_learner(user_id=user_id)
