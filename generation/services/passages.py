"""Approving passages one by one or together, before the whole."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from accounts.models import User
from generation.models import PassageApproval, Production
from generation.queries import Authorship, Passage, passages_of
from generation.services.requests import Refused
from generation.services.waiting import awaiting, reviews

MOVED_ON = "This was made again while you were looking. Reload the page and look once more."
ALONE = (
    "A passage that is marked is approved by itself, once you have checked it. Leave it out of the others."
)
TICK = "Check this passage against the lesson, say so with the tick, then approve it."


@transaction.atomic
def approve_passages(
    *, production: Production, by: User, digests: Collection[str], checked: bool = False
) -> None:
    """Approve passages as they were on the page. Twice, or by two people at once, approves them once.

    checked: a marked passage was checked against the lesson; such a one comes alone. Raises Refused.
    """
    row = awaiting(production)
    if not reviews(by=by):
        raise Refused("Reviewers and L&D admins approve media.")
    wanted = set(digests)
    chosen = {one.digest: one for one in passages_of(row) if one.digest in wanted}
    if not wanted or set(chosen) != wanted:
        raise Refused(MOVED_ON)
    _check(row, list(chosen.values()), by, checked)
    PassageApproval.objects.bulk_create(
        [
            PassageApproval(
                digest=one.digest,
                module_id=row.module_id,
                block_id=one.block_id,
                place=one.place,
                lines=one.texts,
                speech=one.speech,
                slide=one.slide,
                approved_by=by,
            )
            for one in chosen.values()
        ],
        ignore_conflicts=True,
    )


def _check(production: Production, chosen: list[Passage], by: User, checked: bool) -> None:
    marked = any(one.flags for one in chosen)
    if marked and len(chosen) > 1:
        raise Refused(ALONE)
    if marked and not checked:
        raise Refused(TICK)
    authorship = Authorship(production, by)
    for one in chosen:
        if theirs := authorship.of(one):
            raise Refused(f"{theirs} Ask another reviewer to approve it.")
