"""Work that is laid out and not sent yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from labs.contract import Refused
from labs.models import Draft, Run
from labs.services.storable import storable


@transaction.atomic
def keep_draft(*, run: Run, work: Mapping[str, Any]) -> Draft:
    """Keep it in place of what was laid out before. Raises Refused (finished)."""
    run = Run.objects.select_for_update(of=("self",), no_key=True).get(pk=run.pk)
    if run.is_finished:
        raise Refused("finished", "This lab is handed in already. Begin it again to go on working.")
    said = {"work": storable(dict(work)), "updated_at": timezone.now()}
    draft, _ = Draft.objects.update_or_create(run=run, defaults=said)
    return draft
