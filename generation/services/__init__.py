"""Every write of generation. Each function checks, writes in one transaction and announces last."""

from generation.services.announcing import nudge
from generation.services.floor import cancel, prioritise, remake
from generation.services.lexicon import share_pronunciations
from generation.services.line import (
    LeaseLost,
    claim,
    fail,
    finish,
    hand_back,
    keep_run,
    most_urgent,
    renew,
    report_progress,
    take_up,
)
from generation.services.narrating import choose_narration
from generation.services.passages import approve_passages
from generation.services.pieces import (
    Cost,
    claim_piece,
    drop_pieces,
    fail_piece,
    finish_piece,
    hand_out,
    nudge_pieces,
    renew_piece,
    settle_pieces,
    take_up_pieces,
)
from generation.services.previews import (
    claim_preview,
    end_preview,
    forget_previews,
    nudge_preview,
    request_preview,
    take_up_previews,
)
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
from generation.services.records import (
    claim_record,
    declare,
    enter_records,
    fail_record,
    keep_measures,
    nudge_record,
    retry_record,
    take_up_records,
)
from generation.services.requests import Refused, follow_publication, request_production, retry
from generation.services.review import approve, mend, rebuild, send_back, unmend, why_not
from generation.services.taking import accept_proposal, discard_proposal
from generation.services.telling import tell, tell_what_was_left
from generation.services.waiting import reviews

__all__ = [
    "KEPT_DAYS",
    "Cost",
    "LeaseLost",
    "Pruned",
    "Refused",
    "accept_proposal",
    "approve",
    "approve_passages",
    "cancel",
    "choose_narration",
    "claim",
    "claim_piece",
    "claim_record",
    "claim_preview",
    "claim_run",
    "declare",
    "discard_proposal",
    "drop_pieces",
    "enter_records",
    "end_preview",
    "fail",
    "fail_piece",
    "fail_record",
    "fail_run",
    "finish",
    "finish_piece",
    "follow_publication",
    "forget_previews",
    "hand_back",
    "hand_out",
    "keep_measures",
    "keep_proposals",
    "keep_run",
    "mend",
    "most_urgent",
    "nudge",
    "nudge_pieces",
    "nudge_record",
    "nudge_preview",
    "nudge_run",
    "prioritise",
    "prune_artifacts",
    "publish_if_live",
    "rebuild",
    "remake",
    "renew",
    "renew_piece",
    "renew_run",
    "report_progress",
    "request_preview",
    "request_production",
    "request_proposals",
    "retry",
    "retry_record",
    "retry_run",
    "reviews",
    "send_back",
    "settle_pieces",
    "share_pronunciations",
    "take_up",
    "take_up_pieces",
    "take_up_records",
    "take_up_previews",
    "take_up_runs",
    "tell",
    "tell_what_was_left",
    "tidy",
    "unmend",
    "why_not",
]
