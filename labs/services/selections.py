"""Keeping a few of many variants."""

from __future__ import annotations

import uuid

from django.db import transaction

from labs.contract import Refused
from labs.models import Run, Selection, Submission
from labs.models.selection import LONGEST_COMMON
from labs.prompt.variants.choosing import Choice, check
from labs.prompt.variants.sheet import sheet_of
from labs.queries import desk_of, reasons


@transaction.atomic
def keep_selection(
    *, run: Run, version: Submission | None, choice: Choice, client_key: uuid.UUID
) -> Selection:
    """version: whose variants a model wrote; None for the author's. A resend gives what was kept.

    Raises Refused.
    """
    held = Run.objects.select_for_update(of=("self",), no_key=True)
    run = held.select_related("lab", "revision").get(pk=run.pk)
    if resent := run.selections.filter(client_key=client_key).first():
        return resent
    if run.is_finished:
        raise Refused("finished", "This lab is handed in. What you chose stays as it is.")
    desk = desk_of(run)
    sheet = sheet_of(desk, version)
    check(choice, sheet=sheet, most=desk.task["keep"], longest=LONGEST_COMMON, reasons=reasons())
    return Selection.objects.create(
        run=run,
        version=version,
        kept=[
            {
                "number": one.number,
                "text": one.text,
                "made_by": one.made_by,
                "reason": choice.kept[one.number],
            }
            for one in sheet
            if one.number in choice.kept
        ],
        common=choice.common,
        rest=choice.rest if len(sheet) > len(choice.kept) else "",
        shown=len(sheet),
        client_key=client_key,
    )
