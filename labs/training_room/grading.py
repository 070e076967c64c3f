"""What passes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from labs.contract import Outcome
from labs.training_room.evaluation import by_group, counts, is_named
from labs.training_room.room import Line, Room
from labs.training_room.standing import ALL_LINES, Standing

if TYPE_CHECKING:
    from labs.queries.training import Trainings


def tested(room: Room, at: Standing, trainings: Trainings, work: Mapping[str, Any]) -> Outcome:
    """Whether the group that is treated worse was named. Kept, and counted in the last step only."""
    named = _named(room, trainings, at.round, work["worse"])
    return Outcome(score=float(named), passed=named, found={"named": named}, final=False)


def was_told(room: Room, at: Standing, trainings: Trainings) -> bool:
    """Whether a round before the last named it wrongly, and was answered with the figures."""
    return any(
        not _named(room, trainings, one.number, one.test["worse"]) for one in at.rounds[:-1] if one.test
    )


def _named(room: Room, trainings: Trainings, number: int, worse: str) -> bool:
    return is_named(by_group(room.held_out, trainings[number, ALL_LINES].found["held_out"]), worse)


def cases_of(room: Room, at: Standing) -> list[Line]:
    """The refusal set that the learner put together, in their order: to be caught, then to be let pass."""
    kept = at.cases or {"flag": [], "pass": []}
    return [room.by_mark[mark] for mark in [*kept["flag"], *kept["pass"]]]


def handed_in(
    room: Room,
    task: Mapping[str, Any],
    at: Standing,
    trainings: Trainings,
    work: Mapping[str, Any],
    *,
    hinted: bool,
) -> Outcome:
    """Accuracy on the held-out lines, the gap, precision and recall on the refusal set, by the key. The last
    two count of a set only that is two-sided by the key: flagging all of one that is not would pass.
    """
    made = trainings[at.round, ALL_LINES].found
    test = counts(room.held_out, made["held_out"])
    refusal = counts(cases_of(room, at), made["cases"], work["threshold"])
    named = at.last.test is not None and _named(room, trainings, at.round, at.last.test["worse"])
    two_sided = min(refusal.to_flag, refusal.to_pass) >= task["least_cases"]
    shares = {
        "accuracy": test.accuracy,
        "precision": refusal.precision or 0.0,
        "recall": refusal.recall or 0.0,
    }
    met = {
        "accuracy": _reaches(test.right, test.lines, task["least_accuracy"]),
        "precision": two_sided and _reaches(refusal.caught, refusal.flagged, task["least_precision"]),
        "recall": two_sided and _reaches(refusal.caught, refusal.to_flag, task["least_recall"]),
        "named": named,
    }
    return Outcome(
        score=(sum(shares.values()) + named) / 4,
        passed=all(met.values()),
        found={"met": met, "test": asdict(test), "refusal": asdict(refusal)},
        hinted=hinted,
    )


def _reaches(part: int, whole: int, mark: int) -> bool:
    """mark: per cent. In whole numbers: 0.29 * 100 is less than 29."""
    return 100 * part >= mark * whole if whole else mark == 0
