"""What passes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from labs.contract import Outcome
from labs.training_room.evaluation import by_group, counts, worst_group
from labs.training_room.room import Line, Room
from labs.training_room.standing import ALL_LINES, Standing

if TYPE_CHECKING:
    from labs.queries.training import Trainings


def tested(room: Room, at: Standing, trainings: Trainings, work: Mapping[str, Any]) -> Outcome:
    """Whether the group that is treated worse was named. Kept, and counted in the last step only."""
    chances = trainings[at.round, ALL_LINES].found["held_out"]
    named = work["worse"] == worst_group(by_group(room.held_out, chances))
    return Outcome(score=float(named), passed=named, found={"named": named}, final=False)


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
    """Accuracy on the held-out lines, the gap, precision and recall on the refusal set, by the key."""
    made = trainings[at.round, ALL_LINES].found
    test = counts(room.held_out, made["held_out"])
    refusal = counts(cases_of(room, at), made["cases"], work["threshold"])
    worst = worst_group(by_group(room.held_out, made["held_out"]))
    named = (at.last.test or {}).get("worse") == worst
    shares = {
        "accuracy": test.accuracy,
        "precision": refusal.precision or 0.0,
        "recall": refusal.recall or 0.0,
    }
    met = {name: share * 100 >= task[f"least_{name}"] for name, share in shares.items()} | {"named": named}
    return Outcome(
        score=(sum(shares.values()) + named) / 4,
        passed=all(met.values()),
        found={"met": met, "test": asdict(test), "refusal": asdict(refusal)},
        hinted=hinted,
    )
