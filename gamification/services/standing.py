"""Awarding a badge to everyone who meets its conditions already: in batches, taken up where it was left."""

from __future__ import annotations

import logging

from celery import current_app
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts.models import User
from courses.models import Enrolment
from gamification.models import BadgeClass
from gamification.services.badges import award_standing

BATCH = 50
logger = logging.getLogger(__name__)


@transaction.atomic
def ask_for_standing(*, badge: BadgeClass) -> bool:
    """Begin. Whether it was not under way yet, and can be earned."""
    idle = BadgeClass.objects.filter(pk=badge.pk, active=True, standing_asked_at=None)
    begun = bool(idle.update(standing_asked_at=timezone.now(), standing_through=0))
    if begun:
        nudge_standing(badge_id=badge.pk)
    return begun


def nudge_standing(*, badge_id: int) -> None:
    """Tell the queue, once this is committed. Where the queue cannot be told, the sweep finds the row."""
    transaction.on_commit(lambda: _send(badge_id), robust=True)


def _send(badge_id: int) -> None:
    try:
        current_app.send_task("gamification.award_standing", args=[badge_id])
    except (OperationalError, OSError) as error:
        logger.warning("The queue cannot be reached (%s); the sweep will take up badge %s.", error, badge_id)


@transaction.atomic
def go_on_standing(*, badge_id: int) -> bool:
    """Look at the next batch of people. Whether there may be more."""
    # no_key: an answer that awards it names this row, and may not wait for a batch that waits for it.
    badge = BadgeClass.objects.select_for_update(no_key=True).get(pk=badge_id)
    if badge.standing_asked_at is None:
        return False
    begun = Enrolment.objects.filter(user__gt=badge.standing_through).values("user")
    batch = list(User.objects.filter(pk__in=begun, is_active=True).order_by("pk")[:BATCH])
    if batch and badge.active:
        award_standing(badge=badge, users=batch)
        BadgeClass.objects.filter(pk=badge_id).update(standing_through=batch[-1].pk)
        return True
    BadgeClass.objects.filter(pk=badge_id).update(standing_asked_at=None, standing_through=0)
    return False


def take_up_standing() -> list[int]:
    """Ids of badges that are being awarded: a message that was lost is sent again."""
    return list(BadgeClass.objects.exclude(standing_asked_at=None).values_list("pk", flat=True))
