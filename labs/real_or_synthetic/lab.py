"""Real or synthetic: judged on the page, judged again off it, and what credentials tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from labs.contract import Desk, LabType, Outcome, Refused
from labs.real_or_synthetic.detection import detection
from labs.real_or_synthetic.task import Credential

CALLS = (("so", "It is what it says it is"), ("not", "It is not"))
CONCLUDED = {
    Credential.INTACT: "These are the bytes that somebody put their name to. Find out whether I know them.",
    Credential.ALTERED: "These are not the bytes that somebody put their name to. Ask for the original.",
    Credential.NONE: "Nothing follows, for it or against it. Look elsewhere.",
}
"""What one may conclude: the report names the finding, and a key that repeats it would ask for nothing."""


class RealOrSynthetic(LabType):
    name = "real_or_synthetic"
    label = "Real or synthetic"
    summary = "As many true items as false: judge on the page, leave it, judge again; read credentials."
    seconds = 360.0
    rule = "synthetic/1"

    def page(self, desk: Desk, posted: QueryDict | None = None) -> dict[str, Any]:
        rounds = [one.work["calls"] for one in desk.submissions]
        now = len(rounds)
        given = _calls(desk, posted) if posted else (rounds[-1] if rounds else [])
        return {
            "round": now,
            "choices": CALLS,
            "tells": [(one.value, said) for one, said in CONCLUDED.items()],
            "items": [_item(at, item, rounds, given) for at, item in enumerate(desk.task["items"])],
            "exhibits": [_exhibit(at, one, desk, posted) for at, one in enumerate(desk.task["exhibits"])],
            "figures": [one.found for one in desk.submissions],
            "read_right": sum(desk.submissions[1].found["exhibits"]) if now > 1 else 0,
        }

    def read(self, desk: Desk, posted: QueryDict, files: MultiValueDict) -> dict[str, Any]:
        if posted.get("round") != str(len(desk.submissions)):
            raise Refused("moved_on", "That round is kept already. Go on from here.")
        calls = _calls(desk, posted)
        if missing := [str(at + 1) for at, call in enumerate(calls) if call not in dict(CALLS)]:
            raise Refused("incomplete", f"Item {', '.join(missing)}: say whether it is so.")
        if not desk.submissions:
            return {"calls": calls}
        told = [posted.get(f"tells-{at}", "") for at in range(len(desk.task["exhibits"]))]
        if missing := [str(at + 1) for at, one in enumerate(told) if one not in Credential.values]:
            raise Refused("incomplete", f"Credential {', '.join(missing)}: say what it tells.")
        return {"calls": calls, "tells": told}

    def grade(self, desk: Desk, work: Mapping[str, Any]) -> Outcome:
        items = list(desk.task["items"])
        calls = [call == "so" for call in work["calls"]]
        right = [item["genuine"] == call for item, call in zip(items, calls, strict=True)]
        made = detection((item["genuine"], call) for item, call in zip(items, calls, strict=True))
        found = asdict(made) | {"words": made.words, "leaning": made.leaning, "right": right}
        if not desk.submissions:
            return Outcome(_share(right), False, found, final=False)
        exhibits = [
            one["tells"] == told for one, told in zip(desk.task["exhibits"], work["tells"], strict=True)
        ]
        score = _share([*right, *exhibits])
        return Outcome(score, score * 100 >= desk.task["to_pass"], found | {"exhibits": exhibits})

    def points(self, task: Any, work: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, bool]:
        items = enumerate(zip(task["items"], found["right"], strict=True), 1)
        exhibits = enumerate(zip(task["exhibits"], found["exhibits"], strict=True), 1)
        return {f"Item {number}: {item['post']}": right for number, (item, right) in items} | {
            f"Credential {number}: {one['file']}": right for number, (one, right) in exhibits
        }


def _share(right: Sequence[bool]) -> float:
    return sum(right) / len(right)


def _calls(desk: Desk, posted: QueryDict) -> list[str]:
    return [posted.get(f"call-{at}", "") for at in range(len(desk.task["items"]))]


def _item(at: int, item: Mapping[str, Any], rounds: list[list[str]], given: list[str]) -> dict[str, Any]:
    """One item. What lies off the page comes with the second round; whether it is so, when that is kept."""
    shown = {
        "number": at,
        "post": item["post"],
        "picture": item["picture"],
        "picture_text": item["picture_text"],
        "call": given[at] if given else "",
    }
    if rounds:
        shown["findings"] = list(item["findings"])
    if len(rounds) > 1:
        first, second = (dict(CALLS)[calls[at]] for calls in rounds[:2])
        so = "so" if item["genuine"] else "not"
        shown |= {"first": first, "second": second, "answer": dict(CALLS)[so], "why": item["why"]}
        shown["right"] = rounds[1][at] == so
    return shown


def _exhibit(at: int, one: Mapping[str, Any], desk: Desk, posted: QueryDict | None) -> dict[str, Any]:
    from labs.queries import exchanged  # models import this module

    shown = {name: one[name] for name in ("file", "report", "document", "picture", "picture_text")}
    shown |= {"number": at, "exchanged": exchanged(one)}
    if len(desk.submissions) < 2:
        return shown | {"told": posted.get(f"tells-{at}", "") if posted else ""}
    told = desk.submissions[1].work["tells"][at]
    return shown | {
        "told": CONCLUDED[Credential(told)],
        "tells": CONCLUDED[Credential(one["tells"])],
        "right": told == one["tells"],
        "why": one["why"],
    }


LAB = RealOrSynthetic()
