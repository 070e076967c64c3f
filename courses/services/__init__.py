"""Every write of courses. Each function checks, writes in one transaction and announces last."""

from courses.services.answers import Refused, answer, answer_form, record_evidence, show_key
from courses.services.calibration import Measured, publish_calibration
from courses.services.changes import put_changes_away, settle_change, state_change
from courses.services.competencies import move_competency
from courses.services.feed import make_feed, note_fetch, stop_feed
from courses.services.feedback import rate, report_error
from courses.services.framework import Plan, import_framework, plan_framework
from courses.services.jottings import jot
from courses.services.labs import record_lab, record_review, record_self_report
from courses.services.media import attach_media, record_spoken_seconds
from courses.services.paths import choose_path, leave_path, save_path
from courses.services.progress import (
    begin,
    complete_if_done,
    finish_if_done,
    retake,
    save_position,
    see_step,
    show_step,
)
from courses.services.refresh import answer_refresh, answer_refresh_form, show_refresh
from courses.services.review import set_up_review
from courses.services.splitting import split
from courses.services.waivers import waive_share

__all__ = [
    "Measured",
    "Plan",
    "Refused",
    "answer",
    "answer_form",
    "answer_refresh",
    "answer_refresh_form",
    "attach_media",
    "begin",
    "choose_path",
    "complete_if_done",
    "finish_if_done",
    "import_framework",
    "jot",
    "make_feed",
    "move_competency",
    "note_fetch",
    "leave_path",
    "publish_calibration",
    "plan_framework",
    "put_changes_away",
    "rate",
    "record_evidence",
    "record_lab",
    "record_review",
    "record_self_report",
    "record_spoken_seconds",
    "report_error",
    "retake",
    "save_path",
    "save_position",
    "set_up_review",
    "see_step",
    "show_step",
    "show_key",
    "show_refresh",
    "settle_change",
    "split",
    "state_change",
    "stop_feed",
    "waive_share",
]
