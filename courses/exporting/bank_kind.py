"""A question bank in Markdown: a container of containers."""

from __future__ import annotations

from typing import Any

from courses.exporting.boxed_kinds import box
from courses.exporting.escaping import quoted
from courses.exporting.names import Names
from courses.exporting.question_kinds import FORMS
from courses.exporting.unsaid import Unsaid


def question_bank(raw: dict[str, Any], names: Names) -> list[str]:
    value = raw["value"]
    if not value["draw"] or not value["title"] or not value["questions"]:
        raise Unsaid("a bank that is not finished")
    lines = [line for one in value["questions"] for line in (*FORMS[one["type"]](one, names), "")]
    return box(raw, f"bank {value['draw']}{quoted(value['title'])}", lines[:-1], fence="::::")
