"""Edgy or harmful: cases are decided, justified and, where that is right, escalated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from labs.contract import Desk, LabType, Outcome, Refused
from labs.edgy_or_harmful.calibration import SURE, WORDS, calibration
from labs.edgy_or_harmful.task import Call

SHORTEST_REASON, LONGEST_REASON = 10, 600
"""Characters."""


class EdgyOrHarmful(LabType):
    name = "edgy_or_harmful"
    label = "Edgy or harmful"
    summary = "Cases, described and never displayed: decide, say why, say how sure you are."
    seconds = 240.0
    rule = "edgy/1"

    def page(self, desk: Desk, posted: QueryDict | None = None) -> dict[str, Any]:
        return {
            "cases": [_shown(number, case, desk, posted) for number, case in enumerate(desk.task["cases"])],
            "calls": _calls(desk),
            "levels": list(WORDS.items()),
            "longest": LONGEST_REASON,
            "right": sum(desk.last.found["right"]) if desk.last else 0,
        }

    def read(self, desk: Desk, posted: QueryDict, files: MultiValueDict) -> dict[str, Any]:
        number = len(desk.task["cases"])
        missing = [str(at + 1) for at in range(number) if not _answered(posted, at)]
        if missing:
            raise Refused(
                "incomplete",
                f"Case {', '.join(missing)}: choose a call, say how sure you are, and why in a sentence.",
            )
        return {"decisions": [_decision(posted, at) for at in range(number)]}

    def grade(self, desk: Desk, work: Mapping[str, Any]) -> Outcome:
        pairs = list(zip(work["decisions"], desk.task["cases"], strict=True))
        right = [decision["call"] == case["call"] for decision, case in pairs]
        score = sum(right) / len(right)
        sure = zip((decision["sure"] for decision, _ in pairs), right, strict=True)
        made = calibration(sure)
        return Outcome(
            score=score,
            passed=score * 100 >= desk.task["to_pass"],
            found={"right": right, "calibration": asdict(made) | {"words": made.words}},
        )

    def points(self, task: Any, work: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, bool]:
        cases = enumerate(zip(task["cases"], found["right"], strict=True), 1)
        return {f"Case {number}: {case['scene']}": right for number, (case, right) in cases}


def _calls(desk: Desk) -> list[tuple[str, str]]:
    """What may be called, in words. Where the author says to whom one escalates, that is part of them."""
    found = dict(Call.choices)
    if whose := desk.task["escalates_to"]:
        found[Call.ESCALATE] = f"{Call.ESCALATE.label} to {whose}"
    return list(found.items())


def _answered(posted: QueryDict, at: int) -> bool:
    decision = _decision(posted, at)
    return (
        decision["call"] in Call.values
        and decision["sure"] in SURE
        and SHORTEST_REASON <= len(decision["why"]) <= LONGEST_REASON
    )


def _decision(posted: QueryDict, at: int) -> dict[str, str]:
    return {name: posted.get(f"{name}-{at}", "").strip() for name in ("call", "sure", "why")}


def _shown(number: int, case: Mapping[str, Any], desk: Desk, posted: QueryDict | None) -> dict[str, Any]:
    """One case. The studio's call and its reason are there only once the learner's own is kept."""
    done = desk.last
    decision = done.work["decisions"][number] if done else _decision(posted, number) if posted else {}
    shown = {"number": number, "scene": case["scene"], "decision": decision}
    if done is None:
        return shown
    calls = dict(_calls(desk))
    return shown | {
        "right": done.found["right"][number],
        "call": calls[case["call"]],
        "decided": calls[decision["call"]],
        "sure": WORDS[decision["sure"]],
        "why": case["why"],
    }


LAB = EdgyOrHarmful()
