"""A blind comparison as its pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from labs.contract import Desk
from labs.models import Comparison, Output
from labs.models.comparison import LONGEST_QUESTION
from labs.prompt.blind.pairing import Showing, showings
from labs.prompt.blind.reckoning import Answer, Finding, Reckoning, reckon, told
from labs.prompt.versions import kept_versions
from labs.queries import comparable, comparisons_in

QUESTION = "Which serves the brief?"
ANSWERS = ((Answer.LEFT, "A"), (Answer.RIGHT, "B"), (Answer.SAME, "No difference"))


@dataclass(frozen=True)
class Shown:
    """A comparison, as far as it has come."""

    kept: Comparison

    @property
    def number(self) -> int:
        return self.kept.number

    @property
    def names(self) -> tuple[str, str]:
        return f"version {self.kept.first.number}", f"version {self.kept.second.number}"

    @cached_property
    def order(self) -> list[Showing]:
        return showings(len(self.kept.pairs), self.kept.seed)

    @cached_property
    def answers(self) -> list[Answer]:
        return [Answer(one.answer) for one in self.kept.judgements.all()]

    @property
    def judged(self) -> int:
        return len(self.answers)

    @property
    def is_whole(self) -> bool:
        return self.judged == len(self.order)

    @cached_property
    def reckoning(self) -> Reckoning:
        return reckon(self.order, self.answers)

    @property
    def told(self) -> list[str]:
        return told(self.reckoning, self.names)

    @property
    def headline(self) -> str:
        return self.told[0]

    def next_pair(self) -> tuple[str, str]:
        """(the text on the left, the text on the right) of what is to be judged."""
        showing = self.order[self.judged]
        outputs = self._outputs()
        left, right = showing.sides(tuple(self.kept.pairs[showing.pair]))
        return outputs[left].text, outputs[right].text

    def rows(self) -> list[dict[str, Any]]:
        """Every pair with what was made of it, once all are judged."""
        outputs = self._outputs()
        return [
            {"finding": _in_words(finding, self.names), "sides": list(zip(self.names, shown, strict=True))}
            for finding, pair in zip(self.reckoning.findings, self.kept.pairs, strict=True)
            for shown in [[outputs[id] for id in pair]]
        ]

    def _outputs(self) -> dict[int, Output]:
        return Output.objects.in_bulk({id for pair in self.kept.pairs for id in pair})


def _in_words(finding: Finding, names: tuple[str, str]) -> str:
    return {
        Finding.FIRST: f"{names[0].capitalize()}, both times",
        Finding.SECOND: f"{names[1].capitalize()}, both times",
        Finding.EVEN: "No difference, both times",
        Finding.ALWAYS_LEFT: "A, both times",
        Finding.ALWAYS_RIGHT: "B, both times",
        Finding.UNSURE: "A difference once, none the other time",
    }[finding]


def blind(desk: Desk) -> dict[str, Any]:
    """What `labs/prompt/_blind.html` shows of a desk. Two queries."""
    return {
        "comparisons": [Shown(one) for one in comparisons_in(desk.run)],
        "can_compare": len(kept_versions(desk)) > 1 and not desk.run.is_finished,
    }


def beginning(desk: Desk) -> dict[str, Any]:
    """What the form that begins a comparison offers: the last two that have outputs, unless it was sent."""
    outputs = comparable(desk.run)
    versions = [(one.number, len(outputs.get(one.pk, ()))) for one in kept_versions(desk)]
    with_outputs = [number for number, count in versions if count]
    return {
        "versions": versions,
        "chosen": with_outputs[-2:] if len(with_outputs) > 1 else [],
        "question": QUESTION,
        "longest_question": LONGEST_QUESTION,
    }
