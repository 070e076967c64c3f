"""Every write of generation. Each function checks, writes in one transaction and announces last."""

from generation.services.announcing import nudge
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
from generation.services.pruning import KEPT_DAYS, Pruned, prune_artifacts, tidy
from generation.services.publishing import publish_if_live
from generation.services.requests import Refused, follow_publication, request_production, retry
from generation.services.review import approve, mend, rebuild, send_back, unmend, why_not
from generation.services.telling import tell, tell_what_was_left

__all__ = [
    "KEPT_DAYS",
    "LeaseLost",
    "Pruned",
    "Refused",
    "approve",
    "claim",
    "fail",
    "finish",
    "follow_publication",
    "hand_back",
    "keep_run",
    "mend",
    "nudge",
    "prune_artifacts",
    "publish_if_live",
    "rebuild",
    "renew",
    "report_progress",
    "request_production",
    "retry",
    "send_back",
    "take_up",
    "tell",
    "tell_what_was_left",
    "tidy",
    "unmend",
    "why_not",
]
