"""Every write of labs."""

from labs.services.decisions import decide_on
from labs.services.drafts import keep_draft
from labs.services.hints import ask_for_hint, make_hint
from labs.services.labs import keep_lab
from labs.services.own_tests import add_own_test, remove_own_test
from labs.services.runs import begin, submit
from labs.services.uploads import delete_upload, keep_upload, sweep_uploads

__all__ = [
    "add_own_test",
    "ask_for_hint",
    "begin",
    "decide_on",
    "delete_upload",
    "keep_draft",
    "keep_lab",
    "keep_upload",
    "make_hint",
    "remove_own_test",
    "submit",
    "sweep_uploads",
]
