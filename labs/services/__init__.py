"""Every write of labs."""

from labs.services.comparisons import begin_comparison, judge
from labs.services.credentials import ask_for_readings, keep_reading, read_credential
from labs.services.decisions import decide_on
from labs.services.drafts import keep_draft
from labs.services.hints import ask_for_hint, make_hint
from labs.services.labs import keep_lab
from labs.services.library import (
    Told,
    fork_prompt,
    reuse_prompt,
    review_prompt,
    save_version,
    withdraw_prompt,
)
from labs.services.nudging import nudge_outputs, take_up_outputs
from labs.services.outputs import ask_for_outputs, retry_output, show_recorded
from labs.services.own_tests import add_own_test, remove_own_test
from labs.services.peer_disputes import decide_dispute, dispute_reviews
from labs.services.peer_review import ask_for_reviews, keep_review, send_review, take_review
from labs.services.projects import keep_project
from labs.services.runs import begin, submit
from labs.services.selections import keep_selection
from labs.services.training import (
    nudge_if_quiet,
    nudge_training,
    request_training,
    take_up_trainings,
    train,
)
from labs.services.uploads import delete_upload, keep_upload, sweep_uploads
from labs.services.variants import ask_for_variants

__all__ = [
    "Told",
    "add_own_test",
    "ask_for_hint",
    "ask_for_outputs",
    "ask_for_readings",
    "ask_for_reviews",
    "ask_for_variants",
    "begin",
    "begin_comparison",
    "decide_dispute",
    "decide_on",
    "delete_upload",
    "dispute_reviews",
    "fork_prompt",
    "judge",
    "keep_draft",
    "keep_lab",
    "keep_project",
    "keep_reading",
    "keep_review",
    "keep_selection",
    "keep_upload",
    "make_hint",
    "nudge_if_quiet",
    "nudge_outputs",
    "nudge_training",
    "read_credential",
    "remove_own_test",
    "request_training",
    "retry_output",
    "reuse_prompt",
    "review_prompt",
    "save_version",
    "send_review",
    "show_recorded",
    "submit",
    "sweep_uploads",
    "take_review",
    "take_up_outputs",
    "take_up_trainings",
    "train",
    "withdraw_prompt",
]
