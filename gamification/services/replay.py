"""Rebuilding every summary from evidence alone."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from courses.models import Evidence
from courses.queries import with_exclusion_time
from gamification.models import Ability, Mastery, OwedAnswer, ReviewCard
from gamification.queries.facts import Through, observed, place
from gamification.rules import RULE, Learner
from gamification.services import cards
from gamification.services.cards import Held, Question
from gamification.services.holding import hold
from gamification.services.levels import award_what_is_earned

Owed = tuple[datetime.datetime, tuple[str, ...]]
"""Since when a question waits to be answered again, and the slugs it had fed."""

TOLD = (
    *("pk", "created_at", "module_id", "block_id", "kind", "try_number", "hinted", "correct"),
    *("score", "weight", "competencies", "calibration", "excluded_at"),
)
"""What a replay reads of evidence: bare, for whole rows take twice as long."""


@dataclass(frozen=True)
class Difference:
    """A summary that does not follow from the evidence. stored, replayed: None where it is not there."""

    user_id: int
    summary: str
    stored: object
    replayed: object


@dataclass
class Replayed:
    """What one learner's evidence says."""

    learner: Learner
    through: Through | None
    owed: dict[Question, Owed]
    cards: dict[Question, Held]


def replay(*, check: bool = False, outdated: bool = False) -> list[Difference]:
    """Rebuild every summary from evidence, one learner a transaction, and award what was earned by then.

    check: only say what differs. outdated: only of learners whose figures older rules made.
    """
    learners = _outdated() if outdated else _everyone()
    return [one for user_id in sorted(learners) for one in _replay(user_id, check)]


def _everyone() -> set[int]:
    return {
        user_id
        for model in (Evidence, Ability, Mastery, OwedAnswer, ReviewCard)
        for user_id in model.objects.order_by().values_list("user_id", flat=True).distinct()
    }


def _outdated() -> set[int]:
    return set(Mastery.objects.exclude(user__ability__rule=RULE).values_list("user_id", flat=True))


@transaction.atomic
def _replay(user_id: int, check: bool) -> list[Difference]:
    differences = replay_learner(user_id=user_id, check=check)
    if not check:
        award_what_is_earned(user_id=user_id)
    return differences


@transaction.atomic
def replay_learner(*, user_id: int, check: bool = False) -> list[Difference]:
    """Rebuild one learner's summaries; what was awarded stays."""
    ability = _locked(user_id, check)
    rows = with_exclusion_time(Evidence.objects.filter(user=user_id)).values_list(*TOLD, named=True)
    replayed = _replayed(rows)
    differences = list(_differences(user_id, ability, replayed))
    if check:
        return differences
    if differences:
        _mend(user_id, ability, replayed)
    if replayed.through is None:
        Ability.objects.filter(user=user_id).delete()
    return differences


def _locked(user_id: int, check: bool) -> Ability | None:
    """Their ability, so that no answer is counted meanwhile. Made where there is none yet, for what is not
    there cannot be held.
    """
    held = Ability.objects.select_for_update()
    return held.filter(user=user_id).first() if check else held.get_or_create(user_id=user_id)[0]


def _replayed(rows: Iterable[Any]) -> Replayed:
    """rows: evidence with `excluded_at`, in order of created_at and pk."""
    learner, through = Learner(), None
    answered: set[Question] = set()
    put_aside: dict[Question, Owed] = {}
    held: dict[Question, Held] = {}
    for row in rows:
        told = observed(row)
        if not (slugs := set(told.counting)):
            continue
        question = (row.module_id, row.block_id)
        if row.excluded_at is not None:
            fed = put_aside[question][1] if question in put_aside else ()
            put_aside[question] = (row.excluded_at, tuple(sorted(slugs.union(fed))))
            continue
        answered.add(question)
        learner.observe(told)
        through = place(row)
        if cards.rates(row):
            held[question] = cards.held_after(held.get(question), row, slugs)
    owed = {question: one for question, one in put_aside.items() if question not in answered}
    return Replayed(learner, through, owed, held)


def _differences(user_id: int, ability: Ability | None, replayed: Replayed) -> Iterator[Difference]:
    held = (ability.belief, ability.through, ability.rule) if ability and ability.through else None
    said = (replayed.learner.general, replayed.through, RULE) if replayed.through else None
    if held != said:
        yield Difference(user_id, "ability", held, said)
    stored = {
        row.competency: (row.standing, row.cards, row.due_sum) for row in Mastery.objects.filter(user=user_id)
    }
    sums = cards.sums(replayed.cards)
    follows = {slug: (one, *sums.get(slug, (0, 0))) for slug, one in replayed.learner.own.items()}
    for slug in sorted(stored.keys() | follows.keys()):
        if stored.get(slug) != follows.get(slug):
            yield Difference(user_id, slug, stored.get(slug), follows.get(slug))
    owed = {
        (row.module_id, row.block_id): (row.since, tuple(row.competencies))
        for row in OwedAnswer.objects.filter(user=user_id)
    }
    if owed != replayed.owed:
        yield Difference(user_id, "owed answers", owed, replayed.owed)
    if (kept := cards.stored(user_id)) != replayed.cards:
        yield Difference(user_id, "review cards", kept, replayed.cards)


def _mend(user_id: int, ability: Ability | None, replayed: Replayed) -> None:
    Mastery.objects.filter(user=user_id).exclude(competency__in=replayed.learner.own).delete()
    OwedAnswer.objects.filter(user=user_id).delete()
    OwedAnswer.objects.bulk_create(
        OwedAnswer(user_id=user_id, module_id=module, block_id=block, since=since, competencies=list(slugs))
        for (module, block), (since, slugs) in replayed.owed.items()
    )
    if ability is not None and replayed.through is not None:
        hold(ability, replayed.learner, replayed.through)
    cards.replace(user_id, replayed.cards)
