"""Reference set: pictures for a custom model, chosen, varied, named, described, with their rights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from wagtail.blocks import StructValue

from labs.contract import Desk, LabType, Outcome, Refused
from labs.reference_set.checks import report
from labs.reference_set.items import Item, Truth, Wanted
from labs.reference_set.layout import LONGEST, read_layout, shown_layout, spare
from labs.reference_set.pictures import known
from labs.reference_set.words import Angle, Rights

HAND_IN = "hand-in"
MOST_CHECKS = 100
"""Of one run: each is kept."""


class ReferenceSet(LabType):
    name = "reference_set"
    label = "Reference set"
    summary = "Pictures for a custom model: chosen, varied, named, described, with their rights."
    seconds = 480.0
    rule = "references/1"

    def page(self, desk: Desk, posted: QueryDict | None = None) -> dict[str, Any]:
        there = known(desk)
        if desk.run.is_finished:
            return _sent(desk, there)
        layout = shown_layout(desk, there, posted)
        found = desk.last.found if desk.last else None
        sent = [_plain(item) for item in desk.last.work["items"]] if desk.last else []
        return {
            "items": [(there[item["key"]], item, *_of(found, item["key"])) for item in layout["items"]],
            "spares": spare(layout, there),
            "report": found,
            "changed": found is not None and sent != layout["items"],
            "angles": Angle.choices,
            "rights": Rights.choices,
            "allowed": [Rights(one).label for one in desk.task["rights"]],
            "longest": LONGEST,
        }

    def read(self, desk: Desk, posted: QueryDict, files: MultiValueDict) -> dict[str, Any]:
        final = posted.get("do") == HAND_IN
        if not final and len(desk.submissions) >= MOST_CHECKS:
            raise Refused(
                "too_many",
                f"You have checked this set {MOST_CHECKS} times. Hand it in; then you can begin again.",
            )
        there = known(desk)
        layout = read_layout(desk, there, posted)
        # What was measured is kept with the work, so that the same work is graded the same for good.
        items = [item | there[item["key"]].measured for item in layout["items"]]
        return {"items": items, "out": layout["out"], "final": final}

    def grade(self, desk: Desk, work: Mapping[str, Any]) -> Outcome:
        items = [Item.of(said, _truth(desk.task, said["key"])) for said in work["items"]]
        found = report(items, _wanted(desk.task), judged=work["final"])
        return Outcome(score=found["score"], passed=found["passed"], found=found, final=work["final"])

    def points(self, task: Any, work: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, bool]:
        return {one["label"]: one["met"] for one in found["checks"] if one["must"]}


def _wanted(task: StructValue) -> Wanted:
    return Wanted(
        keyword=task["keyword"],
        fewest=task["fewest"],
        most=task["most"],
        rights=tuple(task["rights"]),
        must=tuple(task["must"]),
    )


def _truth(task: StructValue, key: str) -> Truth | None:
    if not key.startswith("p"):
        return None
    said = task["pictures"][int(key[1:])]
    return Truth(said["belongs"], said["why"], said["true_rights"], said["record"])


def _of(found: Mapping[str, Any] | None, key: str) -> tuple[list[list[str]], dict[str, str]]:
    """What a report says of a picture: its faults, and what was measured."""
    return (found["faults"].get(key, []), found["looks"].get(key, {})) if found else ([], {})


def _plain(item: Mapping[str, Any]) -> dict[str, Any]:
    return {name: said for name, said in item.items() if name not in ("width", "height", "look")}


def _sent(desk: Desk, there: Mapping[str, Any]) -> dict[str, Any]:
    """What was handed in. A picture that its owner deleted since is named and not shown."""
    last = desk.last
    if last is None:
        return {"items": [], "report": None}
    angles, rights = dict(Angle.choices), dict(Rights.choices)
    return {
        "items": [
            (
                there.get(item["key"]),
                item | {"angle": angles.get(item["angle"], ""), "rights": rights.get(item["rights"], "")},
                *_of(last.found, item["key"]),
            )
            for item in last.work["items"]
        ],
        "report": last.found,
    }


LAB = ReferenceSet()
