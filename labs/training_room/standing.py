"""How far a run has come: which step of which round. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from labs.models import Submission, Training

COLLECT, ANNOTATE, TRAIN, TEN, TEST, CASES, FILTER, DONE = (
    "collect",
    "annotate",
    "train",
    "ten",
    "test",
    "cases",
    "filter",
    "done",
)
STEPS = {
    COLLECT: "Choose lines",
    ANNOTATE: "Label",
    TRAIN: "Train",
    TEN: "Train on ten",
    TEST: "Test",
    CASES: "Refusal set",
    FILTER: "Set the mark",
    DONE: "Result",
}
"""As they stand in kept work; train and ten are done by a worker."""
ALL_LINES, TEN_LINES = "all", "ten"
"""Kinds of training."""
AGAIN, ON = "again", "on"
"""What a learner wants after a test."""


@dataclass(frozen=True)
class Round:
    """What was sent in it. test: None while it is not tested."""

    number: int
    lines: list[str]
    labels: dict[str, bool] | None
    test: dict[str, Any] | None


@dataclass(frozen=True)
class Standing:
    """cases and filter: work of those steps, once it is kept."""

    step: str
    rounds: tuple[Round, ...]
    cases: dict[str, Any] | None
    filter: dict[str, Any] | None

    @property
    def round(self) -> int:
        """The number of the one that goes on."""
        last = self.rounds[-1] if self.rounds else None
        return last.number + (self.step == COLLECT) if last else 1

    @property
    def last(self) -> Round:
        return self.rounds[-1]

    @property
    def before(self) -> Round | None:
        """The round that the one now being laid out goes on from."""
        earlier = [one for one in self.rounds if one.number < self.round]
        return earlier[-1] if earlier else None


def standing(submissions: Sequence[Submission], trainings: Mapping[tuple[int, str], Training]) -> Standing:
    works = [one.work for one in submissions]
    rounds = _rounds(works)
    kept = {work["step"]: work for work in works if work["step"] in (CASES, FILTER)}
    return Standing(_step(rounds, kept, trainings), rounds, kept.get(CASES), kept.get(FILTER))


def _rounds(works: Sequence[dict[str, Any]]) -> tuple[Round, ...]:
    said: list[dict[str, Any]] = []
    for work in works:
        if work["step"] == COLLECT:
            said.append({"lines": work["lines"], "labels": None, "test": None})
        elif work["step"] == ANNOTATE:
            said[-1]["labels"] = work["labels"]
        elif work["step"] == TEST:
            said[-1]["test"] = work
    return tuple(Round(number, **one) for number, one in enumerate(said, 1))


def _step(
    rounds: Sequence[Round], kept: Mapping[str, Any], trainings: Mapping[tuple[int, str], Training]
) -> str:
    last = rounds[-1] if rounds else None
    if last is None or (last.test and last.test["then"] == AGAIN):
        return COLLECT
    if last.labels is None:
        return ANNOTATE
    for kind, step in ((ALL_LINES, TRAIN), (TEN_LINES, TEN)):
        made = trainings.get((last.number, kind))
        # Learning ten by heart is seen once.
        if (step == TRAIN or last.number == 1) and not (made and made.is_done):
            return step
    if last.test is None:
        return TEST
    if CASES not in kept:
        return CASES
    return DONE if FILTER in kept else FILTER
