"""Telling the queue of outputs that are to be written: a nudge, for what is to be done stands in the rows."""

from __future__ import annotations

import datetime
import logging
from collections import Counter
from collections.abc import Sequence
from functools import partial

from celery import current_app
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from kombu.exceptions import OperationalError

from generation.services.line import PATIENCE
from labs.models import Output, OutputState

logger = logging.getLogger(__name__)
OF_A_SHEET = 2
"""Variants of a contact sheet that are in the queue or in hands at a time: others have work there too."""
AT_ONCE = 100
"""Outputs that a sweep tells of."""


def nudge_outputs(output_ids: Sequence[int]) -> None:
    """Tell the queue, once this is committed. What the queue cannot be told of, the sweep finds."""
    transaction.on_commit(partial(_send, output_ids), robust=True)


def _send(output_ids: Sequence[int]) -> None:
    for output_id in output_ids:
        try:
            current_app.send_task("labs.output", args=[output_id])
        except (OperationalError, OSError) as error:
            # Each of the others would keep whoever asked waiting as long.
            logger.warning(
                "The queue cannot be reached (%s); the sweep will take up output %s.", error, output_id
            )
            return


@transaction.atomic
def nudge_sheet(version_id: int) -> None:
    """Tell the queue of the next variants of a version's sheet, as many as have room there."""
    now = timezone.now()
    sheet = Output.objects.filter(version_id=version_id, variant=True)
    room = OF_A_SHEET - sheet.filter(_in_the_queue(now)).count()
    if room > 0:
        quiet = sheet.claimable(now).exclude(nudged_at__gt=now - PATIENCE)
        found = quiet.order_by("number").select_for_update(skip_locked=True)
        nudge_outputs(_told([one.pk for one in found[:room]], now))


@transaction.atomic
def take_up_outputs() -> list[int]:
    """Those that are to go on and that nobody was told of lately, of a sheet as many as have room. The sweep
    nudges them.
    """
    now = timezone.now()
    variants = Output.objects.filter(_in_the_queue(now), variant=True)
    there = Counter(variants.values_list("version_id", flat=True))
    quiet = Output.objects.claimable(now).filter(created_at__lt=now - PATIENCE / 2)
    quiet = quiet.exclude(nudged_at__gt=now - PATIENCE).order_by("created_at", "pk")
    found: list[int] = []
    for output_id, version_id, variant in quiet.values_list("pk", "version_id", "variant"):
        if variant:
            if there[version_id] >= OF_A_SHEET:
                continue
            there[version_id] += 1
        found.append(output_id)
    return _told(found[:AT_ONCE], now)


def _in_the_queue(now: datetime.datetime) -> Q:
    told = Q(state=OutputState.WAITING, nudged_at__gt=now - PATIENCE)
    return told | Q(state=OutputState.WRITING, leased_until__gte=now)


def _told(output_ids: list[int], now: datetime.datetime) -> list[int]:
    Output.objects.filter(pk__in=output_ids).update(nudged_at=now)
    return output_ids
