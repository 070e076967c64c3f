"""Taking a proposal into a module, or leaving it out. Nothing is published, and nobody's words are lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from accounts.models import User
from courses.models import ModulePage
from generation.completeness import missing
from generation.models import Decision, Proposal
from generation.placing import place
from generation.ports import Kind
from generation.reading import read_lesson
from generation.services.requests import Refused


@transaction.atomic
def accept_proposal(
    *, proposal: Proposal, by: User, content: Mapping[str, Any], instead_of: str = ""
) -> None:
    """Add what the author made of a proposal to the newest draft, as a new draft. Twice adds once.

    instead_of: what it takes the place of, as the author saw it (objective, summary). Raises Refused where
    it is not complete, the page is locked, its sentence is gone or what it replaces was changed meanwhile.
    """
    page = ModulePage.objects.select_for_update(of=("self",)).get(pk=proposal.run.module_id)
    row = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if row.decision == Decision.ACCEPTED:
        return
    if page.permissions_for_user(by).page_locked():
        raise Refused(f"“{page.title}” is locked. Unlock it in the editor, then add this again.")
    kind = Kind(row.kind)
    if problem := missing(kind, content):
        raise Refused(problem)
    draft = page.get_latest_revision_as_object()
    if (row.block_id, row.sentence) not in {(one.block_id, one.text) for one in read_lesson(draft).sentences}:
        raise Refused(
            "The sentence this rests on is no longer in the lesson: somebody has changed it since. "
            "Nothing was added. Ask for new proposals, or leave this one out."
        )
    if problem := place(draft, kind, content, block_id=row.block_id, name=row.pk, instead_of=instead_of):
        raise Refused(problem)
    revision = draft.save_revision(user=by, clean=False)
    _decide(row, Decision.ACCEPTED, by, taken=dict(content), revision=revision)
    log(
        instance=page,
        action="generation.proposal.accepted",
        user=by,
        revision=revision,
        data={"kind": row.kind, "sentence": row.sentence, "run": str(row.run_id)},
    )


@transaction.atomic
def discard_proposal(*, proposal: Proposal, by: User) -> None:
    """Raises Refused where it was taken already."""
    row = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if row.decision == Decision.ACCEPTED:
        raise Refused("That one is in the lesson already. Take it out in the editor.")
    if row.decision == Decision.OPEN:
        _decide(row, Decision.DISCARDED, by)


def _decide(row: Proposal, decision: Decision, by: User, **facts: Any) -> None:
    for name, value in {
        "decision": decision,
        "decided_by": by,
        "decided_at": timezone.now(),
        **facts,
    }.items():
        setattr(row, name, value)
    row.save()
