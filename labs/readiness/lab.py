"""The readiness check: tasks are weighed, a pilot is chosen, a roadmap is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from labs.contract import Desk, LabType, Outcome, Refused
from labs.readiness.plan import FIELDS, criteria, lacks
from labs.readiness.weighing import MOST, Answers, Risk, pilot, ranked, weigh

HOURS = 168
LONGEST = 400
"""Characters of a field."""
HARM = (
    (Risk.LOW, "Little: it is seen and mended"),
    (Risk.MEDIUM, "It costs time or money"),
    (Risk.HIGH, "Harm"),
)


class Readiness(LabType):
    name = "readiness"
    label = "Readiness check"
    summary = (
        "For leads: which tasks could be handed over, at what risk, which pilot, and a roadmap to print."
    )
    seconds = 480.0
    rule = "readiness/2"

    def page(self, desk: Desk, posted: QueryDict | None = None) -> dict[str, Any]:
        first, last = (desk.submissions[0] if desk.submissions else None), desk.last
        sent: Any = posted or (last.work if last else {})
        shown = {
            "round": len(desk.submissions),
            "situation": desk.task["situation"],
            "longest": LONGEST,
            "scale": range(1, MOST + 1),
        }
        if first is None:
            tasks = [
                {"number": at, "task": one, "given": _given(at, sent) if posted else {}}
                for at, one in enumerate(desk.task["work"])
            ]
            return shown | {"stage": "weigh", "tasks": tasks, "harm": HARM}
        answers = weighed(first.work)
        plan = sent if posted or len(desk.submissions) > 1 else {}
        return shown | {
            "stage": "roadmap" if len(desk.submissions) > 1 else "plan",
            "ranked": ranked(answers),
            "suggested": pilot(answers),
            "chosen": plan.get("pilot", ""),
            "fields": [(field, plan.get(field.name, "")) for field in FIELDS],
        }

    def read(self, desk: Desk, posted: QueryDict, files: MultiValueDict) -> dict[str, Any]:
        if posted.get("round") != str(len(desk.submissions)):
            raise Refused("moved_on", "That step is kept already. Go on from here.")
        return _read_plan(desk, posted) if desk.submissions else _read_tasks(desk, posted)

    def grade(self, desk: Desk, work: Mapping[str, Any]) -> Outcome:
        if not desk.submissions:
            return Outcome(0.0, False, {}, final=False)
        tasks = {one.name: one for one in weighed(desk.submissions[0].work)}
        missing = lacks(work, weigh(tasks[work["pilot"]]).risk)
        score = 1 - len(missing) / criteria()
        return Outcome(score, score * 100 >= desk.task["to_pass"], {"lacks": missing})

    def points(self, task: Any, work: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, bool]:
        said = {
            field.label: not any(one.startswith(field.label) for one in found["lacks"]) for field in FIELDS
        }
        return {"A pilot of little risk": len(found["lacks"]) == list(said.values()).count(False)} | said


def _read_tasks(desk: Desk, posted: QueryDict) -> dict[str, Any]:
    found = []
    for at, one in enumerate(desk.task["work"]):
        try:
            found.append(asdict(_answer(one, _given(at, posted))))
        except ValueError as error:
            told = (
                f"{one['name']}: give the hours a week as a number up to {HOURS}, and choose on each scale."
            )
            raise Refused("incomplete", told) from error
    return {"tasks": found}


def _given(at: int, posted: QueryDict) -> dict[str, str]:
    names = ("hours", "routine", "checkable", "harm", "personal")
    return {name: posted.get(f"{name}-{at}", "").strip() for name in names}


def _answer(task: Mapping[str, Any], given: Mapping[str, str]) -> Answers:
    """Raises ValueError for what is no answer."""
    personal = bool(task.get("personal")) or given["personal"] == "yes"
    hours = float(given["hours"].replace(",", "."))
    routine, checkable = int(given["routine"]), int(given["checkable"])
    if not (0 <= hours <= HOURS and routine in range(1, MOST + 1) and checkable in range(1, MOST + 1)):
        raise ValueError(given)
    return Answers(task["name"], hours, routine, checkable, Risk(given["harm"]), personal)


def weighed(work: Mapping[str, Any]) -> list[Answers]:
    """What was said of each task in the first step."""
    return [Answers(**one | {"harm": Risk(one["harm"])}) for one in work["tasks"]]


def _read_plan(desk: Desk, posted: QueryDict) -> dict[str, Any]:
    names = {one.name for one in weighed(desk.submissions[0].work)}
    plan = {field.name: posted.get(field.name, "").strip() for field in FIELDS}
    if posted.get("pilot") not in names:
        raise Refused("incomplete", "Choose the task that the pilot begins with.")
    if long := [field.label for field in FIELDS if len(plan[field.name]) > LONGEST]:
        raise Refused("too_long", f"{long[0]} Say it in {LONGEST} characters at most.")
    return plan | {"pilot": posted["pilot"]}


LAB = Readiness()
