"""Keeping what a learner writes, ticks or chooses for themself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from courses.models import Attempt, Jotting, ModulePage
from courses.queries import lesson_at
from courses.services.answers import Refused
from courses.steps import blocks_at


@transaction.atomic
def jot(
    *, attempt: Attempt, module: ModulePage, block_id: str, fields: Mapping[str, Sequence[str]]
) -> Jotting | None:
    """Keep a note of whoever's attempt it is. The same again changes nothing; an empty one is deleted.

    fields: of the form, name -> values. Raises Refused (unknown_block, invalid_note).
    """
    children = blocks_at(lesson_at(attempt.revision, module).body, [block_id])
    child = next((child for child in children if child.block.keeps_note), None)
    if child is None:
        raise Refused("unknown_block", "Nothing can be kept there. Reload the page and go on from there.")
    try:
        value = child.block.note(child.value, fields)
    except ValueError as error:
        raise Refused("invalid_note", str(error)) from error
    enrolment = attempt.enrolment
    place = {"user_id": enrolment.user_id, "module_id": enrolment.module_id, "block_id": block_id}
    if not value:
        Jotting.objects.filter(**place).delete()
        return None
    now = timezone.now()
    kept, created = Jotting.objects.select_for_update(of=("self",)).get_or_create(
        **place, defaults={"value": value, "updated_at": now}
    )
    if not created and kept.value != value:
        kept.value, kept.updated_at = value, now
        kept.save(update_fields=["value", "updated_at"])
    return kept
