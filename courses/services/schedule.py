"""Publishing what is due."""

from __future__ import annotations

import datetime
import logging
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from accounts.links import absolute
from accounts.models import User

logger = logging.getLogger(__name__)


@dataclass
class Due:
    """What became of what was due. failed: for a reason of ours; it is tried again."""

    expired: int = 0
    published: int = 0
    refused: int = 0
    failed: int = 0


def publish_due(*, at: datetime.datetime | None = None) -> Due:
    """Take down what has expired and publish what was scheduled, each by itself.

    A revision that may not be published is taken off the schedule, and its author hears of it.
    """
    at = at or timezone.now()
    done = Due()
    for page in Page.objects.filter(live=True, expire_at__lt=at).order_by("expire_at").specific():
        page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        done.expired += 1
    due = Revision.objects.filter(approved_go_live_at__lt=at).order_by("approved_go_live_at")
    for key in list(due.values_list("pk", flat=True)):
        try:
            done.published += _publish(key, at)
        except ValidationError as refusal:
            _refuse(Revision.objects.get(pk=key), refusal)
            done.refused += 1
        except Exception:
            # One broken page must not keep the others waiting.
            logger.exception("Revision %s could not be published as scheduled.", key)
            done.failed += 1
    return done


@transaction.atomic
def _publish(key: int, at: datetime.datetime) -> bool:
    """False where another process has published it meanwhile."""
    revision = Revision.objects.select_for_update().filter(pk=key, approved_go_live_at__lt=at).first()
    if revision is not None:
        revision.publish(log_action="wagtail.publish.scheduled")
    return revision is not None


@transaction.atomic
def _refuse(revision: Revision, refusal: ValidationError) -> None:
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    page = revision.content_object
    log(
        instance=page,
        action="courses.publish.refused",
        revision=revision,
        data={"problems": refusal.messages},
    )
    author = revision.user or page.owner
    # Where no mail can be sent, the others that are due go out all the same.
    transaction.on_commit(lambda: _tell(author, revision, page, refusal.messages), robust=True)


def _tell(author: User | None, revision: Revision, page: Page, problems: list[str]) -> None:
    if author is None or not author.email or not author.is_active:
        return
    link = absolute(AdminURLFinder(author).get_edit_url(page) or page.full_url or "")
    reasons = "\n".join(f"- {problem}" for problem in problems)
    send_mail(
        subject=f"“{revision.object_str}” was not published",
        message=f"It was due to go live, and could not:\n\n{reasons}\n\n"
        f"It stays a draft and is no longer scheduled. Mend it and publish or schedule it again:\n{link}\n",
        from_email=None,
        recipient_list=[author.email],
        fail_silently=False,
    )
