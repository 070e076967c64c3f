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
from generation.services.publishing import publish_if_live
from generation.services.requests import Refused, follow_publication, request_production, retry
from generation.services.review import approve, mend, rebuild, send_back, unmend, why_not

__all__ = [
    "LeaseLost",
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
    "publish_if_live",
    "rebuild",
    "renew",
    "report_progress",
    "request_production",
    "retry",
    "send_back",
    "take_up",
    "unmend",
    "why_not",
]
