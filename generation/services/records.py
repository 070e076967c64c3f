"""Records of clips: entering what is there, holding one while it is measured, what people declare."""

from __future__ import annotations

import datetime
import logging
import uuid
from collections.abc import Iterable
from typing import Any

from celery import current_app
from django.db import transaction
from django.db.models import Case, CharField, Exists, F, OuterRef, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts.models import User
from courses.models import Clip, MediaFile
from generation.models import ClipRecord, RecordKind, RecordState
from generation.services.line import PATIENCE, LeaseLost
from generation.services.requests import Refused

logger = logging.getLogger(__name__)
LEASE = datetime.timedelta(minutes=31)
"""Longer than a task may run: nothing has to be renewed."""
MOST_LOST = 2
AT_ONCE = 100
WORKERS_LOST = (
    "A worker fell silent over this clip three times, so it is left alone. Whoever runs this site should "
    "look at the memory and the log of the workers of “media”; then try again."
)
DECLARED = ("scene", "people", "objects_seen", "emotion")
FRESH: dict[str, Any] = {
    "state": RecordState.QUEUED,
    "reason": "",
    "reason_code": "",
    "lease": None,
    "leased_until": None,
    "lost": 0,
}


@transaction.atomic
def enter_records() -> None:
    """A record for every finished video, recap and author's clip; one whose file changed is due anew.

    What was declared of a lesson's last video is declared of its next.
    """
    for file in _unrecorded_files():
        kind, media = RecordKind(file.kind), file.media
        before = ClipRecord.objects.filter(media__module_id=media.module_id, kind=kind).first()
        said = (
            {name: getattr(before, name) for name in (*DECLARED, "declared_by", "declared_at")}
            if before
            else {}
        )
        _enter({"media": media, "kind": kind}, str(file.file.name), said)
    for clip in _unrecorded_clips():
        _enter({"clip": clip, "kind": RecordKind.CLIP}, clip.source, {"scene": clip.scene})


def _enter(of: dict[str, Any], source: str, said: dict[str, Any]) -> None:
    due = {**FRESH, "source": source}
    ClipRecord.objects.update_or_create(**of, defaults=due, create_defaults=due | said)


def _unrecorded_files() -> Iterable[MediaFile]:
    known = ClipRecord.objects.filter(media=OuterRef("media"), kind=OuterRef("kind"), source=OuterRef("file"))
    kinds = (RecordKind.VIDEO, RecordKind.RECAP)
    found = MediaFile.objects.filter(~Exists(known), kind__in=kinds)
    return found.select_related("media").order_by("pk")[:AT_ONCE]


def _unrecorded_clips() -> Iterable[Clip]:
    source = Coalesce(NullIf(F("file_hash"), Value("")), F("file"), output_field=CharField())
    known = ClipRecord.objects.filter(clip=OuterRef("pk"), source=OuterRef("source"))
    return Clip.objects.annotate(source=source).filter(~Exists(known)).order_by("pk")[:AT_ONCE]


def take_up_records() -> list[int]:
    """Enter what is new; records to be measured that nobody was told of lately. The sweep nudges them."""
    enter_records()
    now = timezone.now()
    quiet = ClipRecord.objects.claimable(now).exclude(nudged_at__gt=now - PATIENCE)
    found = list(quiet.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    ClipRecord.objects.filter(pk__in=found).update(nudged_at=now)
    return found


def nudge_record(record_id: int) -> None:
    """Tell the queue, once this is committed. Where the queue cannot be told, the sweep finds the row."""
    transaction.on_commit(lambda: _send(record_id), robust=True)


def _send(record_id: int) -> None:
    try:
        current_app.send_task("generation.measure", args=[record_id])
    except (OperationalError, OSError) as error:
        logger.warning(
            "The queue cannot be reached (%s); the sweep will take up record %s.", error, record_id
        )


@transaction.atomic
def claim_record(*, record_id: int) -> ClipRecord | None:
    """Take a record up. None where it is measured, gone, or in the hands of another worker."""
    now = timezone.now()
    lost = Case(When(state=RecordState.RUNNING, then=F("lost") + 1), default=Value(0))
    claimed = ClipRecord.objects.filter(pk=record_id).claimable(now)
    if not claimed.update(state=RecordState.RUNNING, lease=uuid.uuid4(), leased_until=now + LEASE, lost=lost):
        return None
    record = ClipRecord.objects.select_related("media__module", "clip").get(pk=record_id)
    if record.lost > MOST_LOST:
        fail_record(record=record, code="worker_lost", reason=WORKERS_LOST)
        return None
    return record


@transaction.atomic
def keep_measures(
    *,
    record: ClipRecord,
    seconds: float,
    pace: float | None,
    from_edit_list: bool,
    integrated: float | None,
    loudness_range: float | None,
    true_peak: float | None,
    engine: str,
) -> None:
    """Raises LeaseLost."""
    _write(
        record,
        state=RecordState.DONE,
        seconds=seconds,
        pace=pace,
        from_edit_list=from_edit_list,
        integrated=integrated,
        loudness_range=loudness_range,
        true_peak=true_peak,
        engine=engine,
    )


@transaction.atomic
def fail_record(*, record: ClipRecord, code: str, reason: str) -> None:
    """Raises LeaseLost."""
    _write(record, state=RecordState.FAILED, reason_code=code, reason=reason)


def _write(record: ClipRecord, **facts: Any) -> None:
    held = ClipRecord.objects.filter(pk=record.pk, lease=record.lease, state=RecordState.RUNNING)
    if not held.update(**facts, lease=None, leased_until=None):
        raise LeaseLost


@transaction.atomic
def retry_record(*, record: ClipRecord) -> None:
    """Raises Refused."""
    row = ClipRecord.objects.select_for_update().get(pk=record.pk)
    if row.state != RecordState.FAILED:
        raise Refused("There is nothing to try again: it did not fail.")
    ClipRecord.objects.filter(pk=row.pk).update(**FRESH)
    nudge_record(row.pk)


@transaction.atomic
def declare(
    *, record: ClipRecord, by: User | None, scene: str, people: str, objects_seen: str, emotion: str
) -> None:
    """What a person says of a clip. Measures stay as they are."""
    said = {"scene": scene, "people": people, "objects_seen": objects_seen, "emotion": emotion}
    ClipRecord.objects.filter(pk=record.pk).update(**said, declared_by=by, declared_at=timezone.now())
