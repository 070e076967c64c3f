"""A blind comparison as its pages show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generation.engines.registry import has_text_model
from labs.contract import Desk
from labs.models import Comparison, Output
from labs.models.comparison import LONGEST_QUESTION
from labs.prompt.blind.pairing import Showing, showings
from labs.prompt.blind.reckoning import Answer, Finding, Reckoning, reckon, told
from labs.prompt.outputs.recorded import recorded_in
from labs.prompt.versions import kept_versions
from labs.queries import comparable, comparisons_in, has_comparable

QUESTION = "Which serves the brief?"
YOUR_EYE = "this is about your eye, not about your versions"
ANSWERS = ((Answer.LEFT, "A"), (Answer.RIGHT, "B"), (Answer.SAME, "No difference"))


@dataclass(frozen=True)
class Shown:
    """A comparison, as far as it has come. known: outputs that were read already, by id."""

    kept: Comparison
    known: Mapping[int, Output] | None = None

    @property
    def number(self) -> int:
        return self.kept.number

    @property
    def names(self) -> tuple[str, str]:
        return f"version {self.kept.first.number}", f"version {self.kept.second.number}"

    @property
    def places(self) -> tuple[str, str]:
        """What a text is called: recorded ones stand beside a version, and are not of it."""
        first, second = self.names
        return (f"beside {first}", f"beside {second}") if self.has_recorded else (first, second)

    @cached_property
    def recorded(self) -> int:
        """Texts that the lab's author recorded: not of the learner's words, so they say nothing of these."""
        return sum(one.is_recorded for one in self._outputs.values())

    @property
    def has_recorded(self) -> bool:
        return self.recorded > 0

    @property
    def all_recorded(self) -> bool:
        return self.recorded == len(self._outputs)

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
        return told(self.reckoning, None if self.has_recorded else self.names)

    @property
    def headline(self) -> str:
        return f"{self.told[0]} With recorded texts {YOUR_EYE}." if self.has_recorded else self.told[0]

    def next_pair(self) -> tuple[str, str]:
        """(the text on the left, the text on the right) of what is to be judged."""
        showing = self.order[self.judged]
        outputs = self._outputs
        left, right = showing.sides(tuple(self.kept.pairs[showing.pair]))
        return outputs[left].text, outputs[right].text

    def rows(self) -> list[dict[str, Any]]:
        """Every pair with what was made of it, once all are judged."""
        outputs = self._outputs
        return [
            {"finding": _in_words(finding, self.places), "sides": list(zip(self.places, shown, strict=True))}
            for finding, pair in zip(self.reckoning.findings, self.kept.pairs, strict=True)
            for shown in [[outputs[id] for id in pair]]
        ]

    @cached_property
    def _outputs(self) -> dict[int, Output]:
        known = _outputs_of([self.kept]) if self.known is None else self.known
        return {id: known[id] for pair in self.kept.pairs for id in pair}


def _outputs_of(comparisons: Sequence[Comparison]) -> dict[int, Output]:
    ids = {id for one in comparisons for pair in one.pairs for id in pair}
    return Output.objects.in_bulk(ids) if ids else {}


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
    """What `labs/prompt/_blind.html` shows of a desk. Two queries, one more where there are any,
    and one where nothing brings new outputs.
    """
    kept = list(comparisons_in(desk.run))
    known = _outputs_of(kept)
    return {
        "comparisons": [Shown(one, known) for one in kept],
        "can_compare": len(kept_versions(desk)) > 1
        and not desk.run.is_finished
        and (has_text_model() or bool(recorded_in(desk.task)) or has_comparable(desk.run)),
    }


def beginning(desk: Desk) -> dict[str, Any]:
    """What the form that begins a comparison offers: the last two that have outputs, unless it was sent."""
    outputs = comparable(desk.run)
    there = {one.number: outputs.get(one.pk, []) for one in kept_versions(desk)}
    with_outputs = [number for number, found in there.items() if found]
    return {
        "versions": [(number, _counted(found)) for number, found in there.items()],
        "has_recorded": any(one.is_recorded for found in there.values() for one in found),
        "two_versions": len(there) > 1,
        "chosen": with_outputs[-2:] if len(with_outputs) > 1 else [],
        "question": QUESTION,
        "longest_question": LONGEST_QUESTION,
    }


def _counted(outputs: list[Output]) -> str:
    if not outputs:
        return "no output yet"
    recorded = sum(one.is_recorded for one in outputs)
    many = f"{len(outputs)} output{'s' if len(outputs) > 1 else ''}"
    return f"{many}, {recorded} recorded" if recorded else many
