"""A new numbered version of how hard the questions are."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from courses.models import Calibration, ItemDifficulty


@dataclass(frozen=True)
class Measured:
    """A question as first answers show it. difficulty: logits. variance: logits squared. answers: people."""

    module_id: int
    block_id: str
    difficulty: float
    variance: float
    answers: int


@transaction.atomic
def publish_calibration(
    *,
    number: int,
    rule: str,
    answers: int,
    through: int,
    items: Iterable[Measured],
    at: datetime.datetime | None = None,
) -> tuple[Calibration, bool]:
    """Keep a version, once a number. Returns it and whether it is new; a second of that number is not kept.

    answers: first answers it rests on. through: the newest evidence among them. at: when they began to be
    read; a question recertified since then is not known by it. Answers from now on are weighed with it;
    those before keep what they were weighed with.
    """
    calibration, created = Calibration.objects.get_or_create(
        number=number,
        defaults={"rule": rule, "answers": answers, "through": through, "made_at": at or timezone.now()},
    )
    if created:
        ItemDifficulty.objects.bulk_create(
            ItemDifficulty(
                calibration=calibration,
                module_id=item.module_id,
                block_id=item.block_id,
                difficulty=item.difficulty,
                variance=item.variance,
                answers=item.answers,
            )
            for item in items
        )
    return calibration, created
