"""A new version of how hard the questions are, from everybody's first answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from django.utils import timezone

from courses.models import Calibration
from courses.queries import first_answers, latest_calibration
from courses.services import Measured, publish_calibration
from gamification.rules.calibrating import CALIBRATION_RULE, FirstAnswer, calibrate

ENOUGH_NEW = 50
"""First answers since the last version: fewer would hardly move a figure."""
CHUNK = 2000


@dataclass
class _Read:
    """What was read of the stream so far."""

    answers: int = 0
    through: int = 0


def calibrate_items(*, fewest_new: int = ENOUGH_NEW) -> Calibration | None:
    """Make the next numbered version where enough new first answers came, and say which; None where not.

    Without new answers there is no new version. No learner waits: what was answered keeps what it was weighed
    with, and only new answers are weighed with the new version.
    """
    latest = latest_calibration()
    new = first_answers().filter(pk__gt=latest.through if latest else 0)
    if new.count() < max(1, fewest_new):
        return None
    read, at = _Read(), timezone.now()
    found = calibrate(_stream(read))
    if not found:
        return None
    items = []
    for item, one in found.items():
        module_id, block_id = cast(tuple[int, str], item)
        items.append(Measured(module_id, block_id, one.belief.mean, one.belief.variance, one.answers))
    calibration, created = publish_calibration(
        number=latest.number + 1 if latest else 1,
        rule=CALIBRATION_RULE,
        answers=read.answers,
        through=read.through,
        items=items,
        at=at,
    )
    return calibration if created else None


def _stream(read: _Read) -> Iterator[FirstAnswer]:
    names = ("pk", "user_id", "module_id", "block_id", "competencies", "score")
    rows = first_answers().values_list(*names).iterator(chunk_size=CHUNK)
    for pk, user_id, module_id, block_id, competencies, score in rows:
        read.answers += 1
        read.through = max(read.through, pk)
        yield FirstAnswer(user_id, (module_id, block_id), competencies, score)
