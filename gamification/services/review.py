"""The daily review: beginning it, answering, passing a question over, and noting the day."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from courses.blocks.asking import Posted
from courses.models import Evidence, EvidenceKind, ModulePage
from courses.services import Refused, answer_refresh_form, show_refresh
from gamification.models import LearningDay, ReviewItem, ReviewSession
from gamification.queries.review import due_today
from gamification.queries.streak import last_day
from gamification.rules.streak import day_of

GRADED = (EvidenceKind.QUESTION, EvidenceKind.REFRESH, EvidenceKind.LAB, EvidenceKind.TRANSFER)
"""What a day counts by. To have a key shown, or to praise oneself, is no day's work."""


@transaction.atomic
def begin_review(*, user: User, at: datetime.datetime | None = None) -> ReviewSession:
    """The review of somebody's own today, its questions drawn once: begun again, it goes on.

    Raises Refused (resting, nothing_due).
    """
    at = at or timezone.now()
    # Two devices that begin at once draw one review.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    review = due_today(user, at)
    if review.session:
        return review.session
    if not review.works:
        raise Refused("resting", f"{review.why_rest} Nothing is asked today, and nothing is lost.")
    if not review.questions:
        raise Refused("nothing_due", "Nothing is due today. What you know is still fresh.")
    session = ReviewSession.objects.create(user=user, day=review.day, begun_at=at)
    ReviewItem.objects.bulk_create(
        ReviewItem(
            session=session,
            number=number,
            module_id=one.module_id,
            block_id=one.block_id,
            seconds=one.seconds,
        )
        for number, one in enumerate(review.questions, 1)
    )
    return session


@transaction.atomic
def answer_item(
    *,
    item: ReviewItem,
    module: ModulePage,
    posted: Posted,
    client_key: uuid.UUID,
    at: datetime.datetime | None = None,
) -> ReviewItem:
    """Keep an answer to a question of a review. Its first answer closes it; any later one changes nothing.

    posted: the question's own fields; with ``show``, the key is shown instead. Raises Refused as
    `courses.services.answer_refresh` does.
    """
    item = ReviewItem.objects.select_for_update(of=("self",)).select_related("session__user").get(pk=item.pk)
    if item.evidence_id is not None:
        return item
    taken: dict[str, Any] = {
        "user": item.session.user,
        "module": module,
        "block_id": item.block_id,
        "client_key": client_key,
        "at": at,
    }
    shows = posted.get("show", "")
    item.evidence = show_refresh(**taken) if shows else answer_refresh_form(**taken, posted=posted)
    item.skipped_at = None
    item.save(update_fields=["evidence", "skipped_at"])
    return item


def skip_item(*, item: ReviewItem, at: datetime.datetime | None = None) -> None:
    """Pass a question over: it costs nothing, and it comes back another day."""
    waiting = ReviewItem.objects.filter(pk=item.pk, evidence=None, skipped_at=None)
    waiting.update(skipped_at=at or timezone.now())


def note_day(*, evidence: Evidence) -> None:
    """Note that somebody answered on this day of their own. One query, two on the first answer of a day."""
    if evidence.kind not in GRADED:
        return
    user, at = evidence.user, evidence.created_at
    last = last_day(user, at)
    day = day_of(at, user.time_zone, last)
    if last is None or last.day != day:
        fresh = LearningDay(user=user, day=day, zone=user.time_zone, at=at)
        LearningDay.objects.bulk_create([fresh], ignore_conflicts=True)
