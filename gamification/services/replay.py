"""Rebuilding one learner's summaries from evidence alone."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, TextField
from django.db.models.functions import Cast

from courses.changes import ChangeKind
from courses.models import Change, Evidence
from courses.queries import with_exclusion_time
from gamification.models import Ability, Mastery, OwedAnswer
from gamification.queries.facts import Through, item_of, place
from gamification.rules import RULE, Learner, Observed
from gamification.services import cards
from gamification.services.cards import Held, Question
from gamification.services.holding import hold

Owed = tuple[datetime.datetime, tuple[str, ...]]
"""Since when a question waits to be answered again, and the slugs it had fed."""

TOLD = (
    *("pk", "created_at", "module_id", "block_id", "kind", "try_number", "hinted", "correct"),
    *("score", "weight", "feeds", "item", "excluded_at"),
)
"""What a replay reads of evidence: bare, for whole rows take twice as long."""

Seal = tuple[int, int | None, datetime.datetime | None]


@dataclass(frozen=True)
class Difference:
    """A summary that does not follow from the evidence. stored, replayed: None where it is not there."""

    user_id: int
    summary: str
    stored: object
    replayed: object


@dataclass
class Read:
    """seal: of the facts that were there. replayed: what they say."""

    seal: Seal
    replayed: Replayed


@dataclass
class Replayed:
    """What one learner's evidence says."""

    learner: Learner
    through: Through | None
    owed: dict[Question, Owed]
    cards: dict[Question, Held]


def read(user_id: int) -> Read:
    """What a learner's evidence says now. Takes long where there is much of it, and locks nobody out."""
    seal = _seal(user_id)
    return Read(seal, _replayed_for(user_id))


@transaction.atomic
def replay_learner(*, user_id: int, check: bool = False, before: Read | None = None) -> list[Difference]:
    """Rebuild one learner's summaries; what was awarded stays.

    check: only say what differs. before: what was read of their evidence, taken where nothing came since.
    """
    ability = _locked(user_id, check)
    fresh = before is not None and before.seal == _seal(user_id)
    replayed = before.replayed if before is not None and fresh else _replayed_for(user_id)
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


def _seal(user_id: int) -> Seal:
    """Changes with every new piece of evidence, and with every change that puts some aside."""
    rows = Evidence.objects.filter(user=user_id).aggregate(number=Count("pk"), last=Max("pk"))
    changes = Change.objects.filter(kind=ChangeKind.RECERTIFY).aggregate(last=Max("published_at"))
    return rows["number"], rows["last"], changes["last"]


def _replayed_for(user_id: int) -> Replayed:
    rows = with_exclusion_time(Evidence.objects.filter(user=user_id))
    rows = rows.annotate(feeds=Cast("competencies", TextField()), item=Cast("calibration", TextField()))
    return _replayed(rows.values_list(*TOLD, named=True))


@lru_cache(maxsize=10_000)
def _told(score: float, weight: float, feeds: str, item: str) -> Observed:
    """feeds, item: JSON as it is stored. Most answers say the same of a few questions."""
    return Observed(score, weight, json.loads(feeds), item_of(json.loads(item)))


def _replayed(rows: Iterable[Any]) -> Replayed:
    """rows: evidence with `excluded_at`, in order of created_at and pk."""
    learner, through = Learner(), None
    answered: set[Question] = set()
    put_aside: dict[Question, Owed] = {}
    held: dict[Question, Held] = {}
    for row in rows:
        told = _told(row.score, row.weight, row.feeds, row.item)
        if not (slugs := told.counting.keys()):
            continue
        question = (row.module_id, row.block_id)
        if row.excluded_at is not None:
            fed = put_aside[question][1] if question in put_aside else ()
            put_aside[question] = (row.excluded_at, tuple(sorted(slugs | set(fed))))
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
