"""A learner's private podcast: made, made anew, switched off."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from courses.models import PodcastFeed
from courses.models.feed import token_digest


@transaction.atomic
def make_feed(*, user: User) -> str:
    """The token of a new feed: whoever has it may listen, and it is told this once. An old one ends."""
    PodcastFeed.objects.filter(user=user).delete()
    token = secrets.token_urlsafe(32)
    PodcastFeed.objects.create(user=user, token_digest=token_digest(token))
    return token


def stop_feed(*, user: User) -> None:
    PodcastFeed.objects.filter(user=user).delete()


def note_fetch(*, feed: PodcastFeed) -> None:
    """An app has asked what there is. Nothing else follows from it: fetching is not listening."""
    PodcastFeed.objects.filter(pk=feed.pk).update(last_fetched_at=timezone.now())
