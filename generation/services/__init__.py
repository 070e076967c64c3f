"""Every write of generation. Each function checks, writes in one transaction and announces last."""

from generation.services.announcing import nudge
from generation.services.floor import cancel
from generation.services.line import (
    LeaseLost,
    claim,
    fail,
    finish,
    hand_back,
    keep_run,
    renew,
    report_progress,
    take_up,
)
from generation.services.passages import approve_passages
from generation.services.proposals import (
    claim_run,
    fail_run,
    keep_proposals,
    nudge_run,
    renew_run,
    request_proposals,
    retry_run,
    take_up_runs,
)
from generation.services.pruning import KEPT_DAYS, Pruned, prune_artifacts, tidy
from generation.services.publishing import publish_if_live
from generation.services.requests import Refused, follow_publication, request_production, retry
from generation.services.review import approve, mend, rebuild, send_back, unmend, why_not
from generation.services.taking import accept_proposal, discard_proposal
from generation.services.telling import tell, tell_what_was_left
from generation.services.waiting import reviews

__all__ = [
    "KEPT_DAYS",
    "LeaseLost",
    "Pruned",
    "Refused",
    "accept_proposal",
    "approve",
    "cancel",
    "approve_passages",
    "claim",
    "claim_run",
    "discard_proposal",
    "fail",
    "fail_run",
    "finish",
    "follow_publication",
    "hand_back",
    "keep_proposals",
    "keep_run",
    "mend",
    "nudge",
    "nudge_run",
    "prune_artifacts",
    "publish_if_live",
    "rebuild",
    "renew",
    "renew_run",
    "report_progress",
    "request_production",
    "request_proposals",
    "retry",
    "retry_run",
    "reviews",
    "send_back",
    "take_up",
    "take_up_runs",
    "tell",
    "tell_what_was_left",
    "tidy",
    "unmend",
    "why_not",
]
