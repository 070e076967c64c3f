"""What a trained model did, as the page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import QueryDict

from labs.contract import Desk, Refused
from labs.training_room import words
from labs.training_room.curves import curves_of
from labs.training_room.evaluation import HALF, Chances, by_group, counts, is_named
from labs.training_room.grading import cases_of
from labs.training_room.reading import threshold_in
from labs.training_room.room import Line, Room
from labs.training_room.standing import ALL_LINES, TEN_LINES, Round, Standing

if TYPE_CHECKING:
    from labs.queries.training import Trainings

MARKS = tuple(number / 10 for number in range(1, 10))
"""Thresholds that the table shows."""


def _held_out(trainings: Trainings, number: int) -> Chances:
    return trainings[number, ALL_LINES].found["held_out"]


def learned(room: Room, at: Standing, trainings: Trainings) -> dict[str, Any]:
    """models: (what it learned from, its curves, seconds). by_heart: what the ten did, once there."""
    lines = len(at.last.lines)
    made = trainings[at.round, ALL_LINES]
    everything = curves_of(made.found["curve"])
    models = [(f"On your {lines} lines", everything, made.found["seconds"])]
    by_heart = ""
    few = trainings.get((at.round, TEN_LINES))
    if few and few.is_done:
        ten = curves_of(few.found["curve"])
        models.append((f"On only {len(few.labels)} of them", ten, few.found["seconds"]))
        held_out = len(room.held_out)
        by_heart = words.by_heart(ten.last, everything.last, held_out, lines, len(few.labels))
    return {"models": models, "by_heart": by_heart}


def test_of(room: Room, at: Standing, trainings: Trainings) -> dict[str, Any]:
    chances = _held_out(trainings, at.last.number)
    total = counts(room.held_out, chances)
    wrong = [
        (line, chances[line.mark], room.name_of(line.flag), room.name_of(not line.flag))
        for line in room.held_out
        if (chances[line.mark] >= HALF) != line.flag
    ]
    return {
        "counts": total,
        "accuracy": words.share(total.right, total.lines),
        "groups": by_group(room.held_out, chances).items(),
        "wrong": wrong,
    }


def rounds(room: Room, at: Standing, trainings: Trainings) -> list[dict[str, Any]]:
    """Those that were tested, to be compared: what was named, and what the figures say."""
    return [_round(room, one, _held_out(trainings, one.number)) for one in at.rounds if one.test]


def _round(room: Room, one: Round, chances: Chances) -> dict[str, Any]:
    groups = by_group(room.held_out, chances)
    total = counts(room.held_out, chances)
    test = one.test or {}
    return {
        "number": one.number,
        "lines": len(one.lines),
        "accuracy": words.share(total.right, total.lines),
        "groups": [(name, words.share(found.wrongly, found.to_pass)) for name, found in groups.items()],
        "named": test["worse"] or "no group",
        "named_right": is_named(groups, test["worse"]),
        "told": words.fairness(groups, room.let_pass),
        "mend": test["mend"],
    }


def filter_at(
    desk: Desk, room: Room, at: Standing, trainings: Trainings, posted: QueryDict | None
) -> dict[str, Any]:
    """The refusal set at one threshold and along several. otherwise: lines the author reads otherwise. thin:
    that the set cannot pass, if so.
    """
    cases, chances = cases_of(room, at), trainings[at.last.number, ALL_LINES].found["cases"]
    threshold, typed, unreadable = _threshold(at, posted)
    now = counts(cases, chances, threshold)
    put = set((at.cases or {}).get("flag", ()))
    return {
        "threshold": threshold,
        "typed": typed,
        "unreadable": unreadable,
        "now": now,
        "told": [words.precision(now), words.recall(now)],
        "thin": words.thin(now, desk.task["least_cases"], room.flag, room.let_pass),
        "marks": [_mark(cases, chances, mark) for mark in MARKS],
        "cases": [_case(room, line, chances[line.mark], threshold) for line in cases],
        "otherwise": [line for line in cases if line.flag != (line.mark in put)],
        "fairness": rounds(room, at, trainings)[-1],
    }


def _threshold(at: Standing, posted: QueryDict | None) -> tuple[float, str, str]:
    """The one that is shown, what stands in the field, and what is wrong with that."""
    if at.filter:
        return at.filter["threshold"], str(at.filter["threshold"]), ""
    if posted is None:
        return HALF, str(HALF), ""
    try:
        found = threshold_in(posted)
    except Refused as refused:
        return HALF, posted.get("threshold", ""), refused.message
    return found, str(found), ""


def _mark(cases: list[Line], chances: Chances, mark: float) -> dict[str, Any]:
    found = counts(cases, chances, mark)
    return {
        "mark": mark,
        "flagged": found.flagged,
        "precision": words.share(found.caught, found.flagged) if found.flagged else "flags nothing",
        "recall": words.share(found.caught, found.to_flag),
    }


def _case(room: Room, line: Line, chance: float, threshold: float) -> dict[str, Any]:
    flagged = chance >= threshold
    return {
        "line": line,
        "chance": chance,
        "flagged": flagged,
        "right": flagged == line.flag,
        "key": room.name_of(line.flag),
    }


def done(room: Room, at: Standing, trainings: Trainings, desk: Desk) -> dict[str, Any]:
    """What was asked for and what came; labels that the author gives otherwise."""
    found, task = desk.submissions[-1].found, desk.task
    test, refusal = found["test"], found["refusal"]
    lines = sum(test.values())
    flagged, to_flag = refusal["caught"] + refusal["wrongly"], refusal["caught"] + refusal["missed"]
    precision = words.share(refusal["caught"], flagged) if flagged else "it flags nothing"
    right = test["caught"] + test["passed"]
    met = found["met"]
    asked = [
        ("Held-out lines right", words.share(right, lines), task["least_accuracy"], met["accuracy"]),
        ("Precision on the refusal set", precision, task["least_precision"], met["precision"]),
        (
            "Recall on the refusal set",
            words.share(refusal["caught"], to_flag),
            task["least_recall"],
            met["recall"],
        ),
    ]
    labels = at.last.labels or {}
    return {
        "asked": asked,
        "gap_named": met["named"],
        "labelled_otherwise": [
            (room.by_mark[mark], room.name_of(label), room.name_of(not label))
            for mark, label in labels.items()
            if room.by_mark[mark].flag != label
        ],
        "labels": len(labels),
        "learned": learned_last(room, at, trainings),
    }


def learned_last(room: Room, at: Standing, trainings: Trainings) -> dict[str, Any]:
    """As `learned`, with the ten lines of round one."""
    first = trainings[1, TEN_LINES]
    found = learned(room, at, trainings)
    if at.last.number > 1:
        label = f"On only {len(first.labels)}, in round one"
        found["models"].append((label, curves_of(first.found["curve"]), first.found["seconds"]))
    return found
