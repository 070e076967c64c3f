"""What a lesson was read for, and what its author may still decide on."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet

from generation.models import Decision, Proposal, ProposalRun


def may_propose(user, module) -> bool:
    """Whether someone may ask for proposals and take them: whoever may edit the module."""
    return module.permissions_for_user(user).can_edit()


def run_for(user, run_id: uuid.UUID) -> ProposalRun | None:
    """A reading someone may see."""
    run = ProposalRun.objects.select_related("module", "requested_by").filter(pk=run_id).first()
    return run if run is not None and may_propose(user, run.module) else None


def runs_of(module) -> QuerySet[ProposalRun]:
    return module.proposal_runs.select_related("requested_by").defer("reading")


def proposals_of(run: ProposalRun) -> list[Proposal]:
    """In the order they were written, each with who decided on it."""
    return list(run.proposals.select_related("decided_by"))


def still_open(proposals: list[Proposal]) -> int:
    return sum(one.decision == Decision.OPEN for one in proposals)
