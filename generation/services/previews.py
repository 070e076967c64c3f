"""Hearing a pronunciation: asking for it, holding it while a worker speaks, what came of it."""

from __future__ import annotations

import datetime
import logging
import uuid
from collections.abc import Mapping

from celery import current_app
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone
from kombu.exceptions import OperationalError

from generation.digests import digest
from generation.models import Artifact, Preview, Pronunciation, RunState
from generation.services.line import LEASE, PATIENCE, LeaseLost
from generation.services.requests import Refused

logger = logging.getLogger(__name__)
VERSION = "1"
"""Of the sentence a term is heard in."""
MOST_LOST = 2
WORKERS_LOST = (
    "A worker fell silent over this word three times. Whoever runs this site should look at the log of the "
    "workers of “speech”; then listen again."
)


@transaction.atomic
def request_preview(*, asked: Mapping[str, str]) -> Preview:
    """Have an entry spoken, as it is kept or as it stands in a form. The same is spoken once.

    asked: term, said_as, ipa, locale. Raises Refused in the words of the form.
    """
    entry = Pronunciation(**asked)
    faults = _faults(entry)
    if faults:
        raise Refused(" ".join(faults))
    said = {"term": entry.term, "said_as": entry.said_as, "ipa": entry.ipa, "locale": entry.locale}
    voice = [settings.GREENROOM_SPEECH, settings.GREENROOM_PIPER_VOICES, settings.GREENROOM_SPOKEN_WPM]
    preview, created = Preview.objects.select_for_update().get_or_create(
        digest=digest("preview", VERSION, said, voice), defaults={"asked": said}
    )
    preview.used_at = timezone.now()
    if preview.state == RunState.FAILED or _is_gone(preview):
        preview.state, preview.reason, preview.reason_code, preview.lost = RunState.QUEUED, "", "", 0
    preview.save()
    if preview.unfinished:
        nudge_preview(preview.pk)
    return preview


def _faults(entry: Pronunciation) -> list[str]:
    try:
        entry.clean_fields()
        entry.clean()
    except ValidationError as error:
        return error.messages
    return []


def _is_gone(preview: Preview) -> bool:
    """Whether it was spoken once and its sound has been pruned since."""
    return preview.state == RunState.DONE and not Artifact.objects.filter(pk=preview.digest).exists()


def nudge_preview(preview_id: uuid.UUID) -> None:
    """Tell the queue, once this is committed. Where the queue cannot be told, the sweep finds the row."""
    transaction.on_commit(lambda: _send(preview_id), robust=True)


def _send(preview_id: uuid.UUID) -> None:
    try:
        current_app.send_task("generation.preview", args=[str(preview_id)])
    except (OperationalError, OSError) as error:
        logger.warning("The queue cannot be reached (%s); the sweep will take up %s.", error, preview_id)


@transaction.atomic
def claim_preview(*, preview_id: uuid.UUID) -> Preview | None:
    """Take one up. None where it is finished, gone, or in the hands of another worker."""
    now = timezone.now()
    lost = Case(When(state=RunState.RUNNING, then=F("lost") + 1), default=Value(0))
    free = Preview.objects.filter(pk=preview_id).claimable(now)
    if not free.update(state=RunState.RUNNING, lease=uuid.uuid4(), leased_until=now + LEASE, lost=lost):
        return None
    preview = Preview.objects.get(pk=preview_id)
    if preview.lost > MOST_LOST:
        end_preview(preview=preview, code="worker_lost", reason=WORKERS_LOST)
        return None
    return preview


@transaction.atomic
def end_preview(*, preview: Preview, code: str = "", reason: str = "") -> None:
    """It is in the store; or, with a code, it cannot be spoken. Raises LeaseLost."""
    state = RunState.FAILED if code else RunState.DONE
    held = Preview.objects.filter(pk=preview.pk, lease=preview.lease, state=RunState.RUNNING)
    if not held.update(state=state, reason_code=code, reason=reason, lease=None, leased_until=None):
        raise LeaseLost


@transaction.atomic
def take_up_previews() -> list[uuid.UUID]:
    """Those that are to be spoken and that nobody was told of lately. The sweep nudges them."""
    now = timezone.now()
    quiet = Preview.objects.claimable(now).exclude(nudged_at__gt=now - PATIENCE)
    found = list(quiet.order_by("created_at").values_list("pk", flat=True)[:100])
    Preview.objects.filter(pk__in=found).update(nudged_at=now)
    return found


def forget_previews(*, older_than: datetime.timedelta) -> int:
    """Take away rows nobody listened to for long; their sounds are pruned like other artifacts."""
    gone, _ = Preview.objects.filter(used_at__lt=timezone.now() - older_than).delete()
    return gone
