"""What waits for a person: media to be reviewed, and failures with what mends them."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from generation.models import CANCELLED, Production, State
from generation.queries.floor import LESSON, SHOWN, Wanted
from generation.queries.productions import productions_for

IN_THE_LESSON = (
    "bad_clip",
    "bad_image",
    "empty",
    "image_missing",
    "nothing_to_say",
    "reference_too_long",
    "sent_back",
    "too_long",
)
"""Reasons that another lesson mends: tried again as it stands, it would end the same way."""


@dataclass(frozen=True)
class Failure:
    """retry: the words of the button that tries again. lesson: whether the lesson is to be changed first."""

    production: Production
    retry: str
    lesson: bool


@dataclass(frozen=True)
class Asks:
    """more_reviews, more_failures: how many there are beyond those shown."""

    reviews: list[Production]
    failures: list[Failure]
    more_reviews: int
    more_failures: int


def retry_words(production: Production) -> str:
    if production.sent_back:
        return "Ask for review again"
    return "Start it again" if production.cancelled else "Try again"


def floor_asks(user: User, wanted: Wanted) -> Asks:
    """Reviews that wait, the longest first; failures, the newest first. Who stopped one knows of it."""
    found = wanted.of(productions_for(user)).defer(*LESSON)
    reviews = found.filter(state=State.AWAITING_REVIEW).order_by("changed_at", "pk")
    failed = found.filter(state=State.FAILED).exclude(reason_code=CANCELLED).order_by("-changed_at", "pk")
    shown = list(failed.prefetch_related("events__by__wagtail_userprofile")[:SHOWN])
    failures = [Failure(one, retry_words(one), one.reason_code in IN_THE_LESSON) for one in shown]
    waiting = list(reviews[:SHOWN])
    return Asks(
        waiting,
        failures,
        reviews.count() - len(waiting) if len(waiting) == SHOWN else 0,
        failed.count() - len(shown) if len(shown) == SHOWN else 0,
    )
