"""Many variants of a scene as their pages show them."""

from __future__ import annotations

from typing import Any

from generation.engines.registry import has_text_model
from labs.contract import Desk
from labs.models import Submission
from labs.models.selection import LONGEST_COMMON
from labs.prompt.variants.block import MOST
from labs.prompt.variants.choosing import Choice
from labs.prompt.variants.sheet import sheet_of
from labs.queries import progress_of, reasons, selections_in


def variants(desk: Desk) -> dict[str, Any]:
    """What `labs/prompt/_variants.html` shows of a desk. One query."""
    return {
        "recorded_variants": len(desk.task["variants"]),
        "writes_variants": has_text_model() and not desk.run.is_finished,
        "selection": selections_in(desk.run).first(),
    }


def choosing(desk: Desk, version: Submission | None, choice: Choice | None) -> dict[str, Any]:
    """What the sheet shows. choice: as it was sent and refused; otherwise the last one that was kept."""
    last = selections_in(desk.run).filter(version=version).first()
    if choice is None and last:
        choice = Choice({one["number"]: one["reason"] for one in last.kept}, last.common, last.rest)
    chosen = choice or Choice()
    sheet = sheet_of(desk, version)
    makers = {one.made_by for one in sheet}
    return {
        "version": version,
        "cards": [
            {"variant": one, "kept": one.number in chosen.kept, "reason": chosen.kept.get(one.number, "")}
            for one in sheet
        ],
        # Said once where all have the same.
        "made_by": makers.pop() if len(makers) == 1 else "",
        "choice": chosen,
        "last": last,
        "most": desk.task["keep"],
        "reasons": reasons(),
        "longest_common": LONGEST_COMMON,
    }


def writing(version: Submission, *, now: bool) -> dict[str, Any]:
    """What stands above a sheet that a model writes. now: somebody will not wait for the last of it."""
    progress = progress_of(version)
    return {
        "version": version,
        "progress": progress,
        "many": MOST,
        "has_model": has_text_model(),
        "shows_sheet": progress.made > 0 and (now or not progress.coming),
    }
