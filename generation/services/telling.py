"""The mail about a production that failed. Trouble with mail is never trouble for the production."""

from __future__ import annotations

import datetime
import logging
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.links import absolute
from accounts.models import User
from generation.models import Event, EventKind, Production

logger = logging.getLogger(__name__)
LONGEST_WAIT = 10
"""Seconds a mail server may take to answer."""
GRACE = datetime.timedelta(minutes=1)
"""Whoever writes a failure down tells of it at once; after this long, the sweep does."""


def tell_on_commit(event: Event) -> None:
    transaction.on_commit(lambda: tell(event_id=event.pk), robust=True)


def tell_what_was_left() -> None:
    """Send the mail of failures whose worker was lost between writing them down and telling of them."""
    left = Event.objects.filter(
        kind=EventKind.FAILED, told_at__isnull=True, happened_at__lt=timezone.now() - GRACE
    )
    for event_id in list(left.values_list("pk", flat=True)[:100]):
        tell(event_id=event_id)


def tell(*, event_id: int) -> None:
    """Mail the author, and whoever asked, of a failure; once. Where nobody could be mailed, that is noted."""
    # Taken in hand before it is sent: two who come at once send one mail.
    if not Event.objects.filter(pk=event_id, told_at__isnull=True).update(told_at=timezone.now()):
        return
    event = Event.objects.select_related(
        "production__module__owner", "production__revision__user", "production__requested_by"
    ).get(pk=event_id)
    people = _concerned(event.production)
    if not people:
        return
    told, trouble = 0, ""
    for person in people:
        try:
            # A connection each: an address that is refused keeps nobody else's mail back.
            with get_connection(timeout=LONGEST_WAIT) as connection:
                told += _mail(event, person, connection).send()
        except (smtplib.SMTPException, OSError) as error:
            logger.exception(
                "User %s could not be mailed that production %s failed.", person.pk, event.production_id
            )
            trouble = str(error)[:200] or type(error).__name__
    if not told:
        Event.objects.filter(pk=event_id).update(trouble=trouble)


def _concerned(production: Production) -> list[User]:
    """Its author and whoever asked for it, each once."""
    author = production.revision.user or production.module.owner
    people = {one.pk: one for one in (author, production.requested_by) if one is not None}
    return [one for one in people.values() if one.is_active and one.email]


def _mail(event: Event, person: User, connection: BaseEmailBackend) -> EmailMessage:
    context = {
        "event": event,
        "module": event.production.module,
        "person": person,
        "link": absolute(reverse("generation:production", args=[event.production_id])),
        "studio": settings.WAGTAIL_SITE_NAME,
    }
    title = " ".join(event.production.module.title.split())
    return EmailMessage(
        subject=f"The media of “{title}” could not be made",
        body=render_to_string("generation/mail/failed.txt", context),
        to=[person.email],
        connection=connection,
    )
