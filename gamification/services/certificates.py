"""Certificates: asked for, made by a worker, found again where a message or a worker was lost."""

from __future__ import annotations

import datetime
import logging
import uuid

from celery import current_app
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts.models import User
from courses.services import Refused
from gamification.models import Certificate, CertificateState
from gamification.queries.certificates import certificates_of
from gamification.services.sayings import badge_address

HELD = datetime.timedelta(minutes=2)
"""How long a worker that took one up is waited for: it is made in a second."""
MOST_TRIES = 3
WORKERS_LOST = (
    "Three workers fell silent over it, so it is left alone. Ask whoever runs this site to look at the "
    "workers, then try again."
)
logger = logging.getLogger(__name__)


@transaction.atomic
def ask_for_certificate(*, user: User, course_id: int) -> Certificate:
    """The certificate that says what is so today, on its way or made; one that failed is tried again.

    Raises Refused (unfinished).
    """
    found = next((one for one in certificates_of(user).finished if one.course.pk == course_id), None)
    if found is None:
        raise Refused(
            "unfinished", "A certificate comes with the last module. Finish the course, then ask for it."
        )
    certificate, _ = Certificate.objects.get_or_create(
        user=user, digest=found.digest, defaults={"course": found.course, "paper": found.paper}
    )
    if certificate.state == CertificateState.FAILED:
        certificate.state, certificate.reason, certificate.tries = CertificateState.ASKED, "", 0
        certificate.taken_at = None
        certificate.save()
    if certificate.waits:
        nudge_certificate(certificate_id=certificate.pk)
    return certificate


def nudge_certificate(*, certificate_id: uuid.UUID) -> None:
    """Tell the queue, once this is committed. Where the queue cannot be told, the sweep finds the row."""
    transaction.on_commit(lambda: _send(certificate_id), robust=True)


def _send(certificate_id: uuid.UUID) -> None:
    try:
        current_app.send_task("gamification.make_certificate", args=[str(certificate_id)])
    except (OperationalError, OSError) as error:
        logger.warning("The queue cannot be reached (%s); the sweep takes up %s.", error, certificate_id)


def make_certificate(*, certificate_id: uuid.UUID) -> None:
    """Set it and keep it. Nothing where it is made, or another worker is at it."""
    # Typst is the worker's alone, and pages import this file.
    from gamification.engines.certificate import NotSet, typeset

    now = timezone.now()
    taken = _free(now).filter(pk=certificate_id).update(taken_at=now, tries=F("tries") + 1)
    if not taken:
        return
    row = Certificate.objects.get(pk=certificate_id)
    mine = Certificate.objects.filter(pk=row.pk, state=CertificateState.ASKED, taken_at=now)
    badge = row.paper.get("badge")
    try:
        page = typeset(row.paper, badge_address(uuid.UUID(badge["credential"])) if badge else "")
    except NotSet as error:
        mine.update(state=CertificateState.FAILED, reason=str(error)[:500])
        return
    storage = Certificate._meta.get_field("file").storage
    # Named by its own id alone: no word of a course or a person is part of a path.
    name = storage.save(f"certificates/{row.pk}.pdf", ContentFile(page))
    if not mine.update(state=CertificateState.MADE, file=name, made_at=timezone.now()):
        storage.delete(name)


def _free(now: datetime.datetime) -> QuerySet[Certificate]:
    waiting = Certificate.objects.filter(state=CertificateState.ASKED)
    return waiting.filter(Q(taken_at=None) | Q(taken_at__lt=now - HELD))


def take_up_certificates() -> list[uuid.UUID]:
    """Ids of those that wait with nobody at them; one that lost its worker too often is given up."""
    free = _free(timezone.now())
    free.filter(tries__gte=MOST_TRIES).update(state=CertificateState.FAILED, reason=WORKERS_LOST)
    return list(free.values_list("pk", flat=True))
