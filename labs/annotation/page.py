"""What the desk shows at each step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import QueryDict

from labs.annotation.reading import LONGEST_WHY, field_of
from labs.annotation.scheme import FIRST, REPAIR, SECOND, STEPS, Item, Scheme
from labs.annotation.task import LONGEST_RULE
from labs.annotation.together import TO_SEE_COUNTS, alphas, counts
from labs.contract import Desk
from labs.models import Submission
from labs.queries import labels_of_colleagues

DONE = "done"


def shown(desk: Desk, scheme: Scheme, posted: QueryDict | None) -> dict[str, Any]:
    """step: of `STEPS`, or done. first and second: what came of the rounds, once they are kept. learners:
    what they chose, for the author who tries the lab.
    """
    sent = {submission.work["step"]: submission for submission in desk.submissions}
    step = STEPS[len(sent)] if len(sent) < len(STEPS) else DONE
    if posted is not None and posted.get("step") != step:
        posted = None
    found: dict[str, Any] = {"step": step, "scheme": scheme, "to_see_counts": TO_SEE_COUNTS}
    found["rules"] = _rules(scheme, sent.get(REPAIR), posted)
    if step in (FIRST, SECOND):
        found["lines"] = _to_label(scheme, scheme.items_of(step), posted)
    if step == REPAIR:
        limits = {"longest_rule": LONGEST_RULE, "longest_why": LONGEST_WHY}
        found |= limits | {name: posted.get(name, "") if posted else "" for name in ("added", "why")}
    if repair := sent.get(REPAIR):
        found["repair"] = repair.work
    found |= {name: _round(desk, scheme, sent[name]) for name in (FIRST, SECOND) if name in sent}
    if desk.run.module_id is None:
        found["learners"] = [_of_learners(desk, scheme, name) for name in (FIRST, SECOND)]
    if step == DONE:
        found["change"] = _change(found[FIRST], found[SECOND])
    return found


def _change(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, float | None, float | None]]:
    """Alpha of each question, before and after the repair."""
    pairs = zip(before["figures"], after["figures"], strict=True)
    return [
        (one["name"], *(side["alpha"] and side["alpha"].value for side in (one, two))) for one, two in pairs
    ]


def _to_label(scheme: Scheme, items: Sequence[Item], posted: QueryDict | None) -> list[dict[str, Any]]:
    return [
        {
            "number": number + 1,
            "item": item,
            "fields": [
                _field(field_of(number, at), question.name, question.options, posted)
                for at, question in enumerate(scheme.questions)
            ],
        }
        for number, item in enumerate(items)
    ]


def _field(name: str, legend: str, options: Sequence[str], posted: QueryDict | None) -> dict[str, Any]:
    chosen = posted.get(name) if posted else None
    return {
        "name": name,
        "legend": legend,
        "missing": posted is not None and chosen is None,
        "options": [(str(place), option, str(place) == chosen) for place, option in enumerate(options)],
    }


def _rules(scheme: Scheme, repair: Submission | None, posted: QueryDict | None) -> list[dict[str, Any]]:
    """typed: in the form of the repair. mended: the learner's wording, None where they left a rule as it was;
    repaired: the author's, told only once the learner's own is kept.
    """
    mine = {change["rule"]: change["text"] for change in repair.work["changes"]} if repair else {}
    return [
        {
            "number": place + 1,
            "field": f"rule-{place}",
            "text": rule.text,
            "typed": posted.get(f"rule-{place}", rule.text) if posted else rule.text,
            "mended": mine.get(place),
            "repaired": rule.repaired if repair else "",
        }
        for place, rule in enumerate(scheme.rules)
    ]


def _round(desk: Desk, scheme: Scheme, kept: Submission) -> dict[str, Any]:
    """What came of a round: with the key, and with colleagues as of now."""
    step, labels = kept.work["step"], kept.work["labels"]
    # A line whose clip was deleted since is not the line that was labelled.
    there = [pair for pair in enumerate(scheme.items_of(step), 1) if pair[1].mark in labels]
    items = [item for _, item in there]
    everyone = [labels, *labels_of_colleagues(desk.run, scheme=scheme.mark, step=step)]
    enough = len(everyone) >= desk.task["least_people"]
    agreed = alphas(scheme.questions, items, everyone) if enough else [None] * len(scheme.questions)
    figures = [
        verdict
        | {"alpha": alpha, "scale": question.scale, "options": question.options}
        | {"rows": list(zip(question.options, verdict["matrix"], strict=True))}
        for question, verdict, alpha in zip(scheme.questions, kept.found["questions"], agreed, strict=True)
    ]
    lines = [_line(scheme, number, item, everyone) for number, item in there]
    lines.sort(key=lambda line: -line["apart"])
    return {
        "score": kept.score,
        "people": len(everyone),
        "others": len(everyone) - 1,
        "gone": len(labels) - len(items),
        "enough": enough,
        "wait_for": desk.task["least_people"] - len(everyone),
        "figures": figures,
        "apart": [line for line in lines if line["apart"]],
        "alike": [line for line in lines if not line["apart"]],
    }


def _line(scheme: Scheme, number: int, item: Item, everyone: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """apart: how far one's labels are from the key, and colleagues from each other: 0 for not at all."""
    answers, apart = [], 0.0
    for at, question in enumerate(scheme.questions):
        yours, key = everyone[0][item.mark][at], item.key[at]
        spread = counts(question, at, item, everyone)
        answers.append(
            {"name": question.name, "yours": yours, "key": key, "same": yours == key, "counts": spread}
        )
        apart += 1 - question.closeness(yours, key)
        if spread:
            apart += 1 - max(number for _, number in spread) / sum(number for _, number in spread)
    return {"number": number, "item": item, "answers": answers, "apart": apart}


def _of_learners(desk: Desk, scheme: Scheme, step: str) -> dict[str, Any]:
    """How a round went for everybody so far, in figures."""
    everyone = labels_of_colleagues(desk.run, scheme=scheme.mark, step=step)
    items = scheme.items_of(step)
    figures = zip(scheme.questions, alphas(scheme.questions, items, everyone), strict=True)
    return {
        "step": step,
        "people": len(everyone),
        "figures": [(question.name, alpha) for question, alpha in figures],
        "lines": [
            {"number": number, "item": item, "answers": _chosen(scheme, item, everyone)}
            for number, item in enumerate(items, 1)
        ],
    }


def _chosen(scheme: Scheme, item: Item, everyone: Sequence[dict[str, Any]]) -> list[tuple[str, str, Any]]:
    """For each question: its name, the key, and how many chose what."""
    return [
        (question.name, item.key[at], counts(question, at, item, everyone))
        for at, question in enumerate(scheme.questions)
    ]
