"""Rebuilding every learner's summaries from evidence alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from multiprocessing import get_context

from django.db import connections, transaction

from courses.models import Evidence
from gamification.models import Ability, Mastery, OwedAnswer, ReviewCard
from gamification.rules import RULE
from gamification.services.levels import award_what_is_earned
from gamification.services.replay import Difference, read, replay_learner

AT_A_TIME = 8
"""Learners handed to a process together."""


def replay(*, check: bool = False, outdated: bool = False, processes: int = 1) -> list[Difference]:
    """Rebuild every summary from evidence, one learner a transaction, and award what was earned by then.

    check: only say what differs. outdated: only of learners whose figures older rules made. processes: how
    many work at once; more than one not inside a transaction.
    """
    learners = sorted(_outdated() if outdated else _everyone())
    return [one for found in _each(learners, check, processes) for one in found]


def _everyone() -> set[int]:
    return {
        user_id
        for model in (Evidence, Ability, Mastery, OwedAnswer, ReviewCard)
        for user_id in model.objects.order_by().values_list("user_id", flat=True).distinct()
    }


def _outdated() -> set[int]:
    return set(Mastery.objects.exclude(user__ability__rule=RULE).values_list("user_id", flat=True))


def _each(learners: list[int], check: bool, processes: int) -> Iterator[list[Difference]]:
    work = partial(_replay, check=check)
    if processes == 1:
        yield from map(work, learners)
        return
    connections.close_all()  # a connection belongs to one process
    with get_context("fork").Pool(processes) as pool:
        yield from pool.imap(work, learners, chunksize=AT_A_TIME)


def _replay(user_id: int, check: bool) -> list[Difference]:
    # The long part is done before anybody has to wait for it.
    found = read(user_id)
    with transaction.atomic():
        differences = replay_learner(user_id=user_id, check=check, before=found)
        if not check:
            award_what_is_earned(user_id=user_id)
    return differences
