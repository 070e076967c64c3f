"""What comes of versions, as it stands at the desk: one version, or two side by side."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from generation.engines import registry
from labs.contract import Desk
from labs.models import Decision, Output, OutputState, Submission, Verdict
from labs.models.decision import LONGEST_NOTE
from labs.models.output import AT_ONCE
from labs.prompt.outputs.recorded import compared, covered_by, recorded_in
from labs.prompt.versions import kept_versions
from labs.queries import outputs_at, reasons

SOON = datetime.timedelta(seconds=20)
"""An output that has waited longer may be forgotten."""


@dataclass(frozen=True)
class Shown:
    """An output on the page. says: of a recorded one, how the prompts it is for and the version differ."""

    row: Output
    version: Submission
    says: str

    @property
    def decisions(self) -> Sequence[Decision]:
        """The newest first."""
        return list(self.row.decisions.all())

    @property
    def waits_long(self) -> bool:
        waiting = self.row.state == OutputState.WAITING
        return waiting and timezone.now() - self.row.created_at > SOON

    @property
    def stage(self) -> str:
        """What the page looks like, as far as it asks for what is new: the state, or that it waits long."""
        return "long" if self.waits_long else self.row.state


@dataclass(frozen=True)
class Side:
    """A version with what came of it. to_record: its author recorded outputs, and none stands here yet."""

    version: Submission
    outputs: Sequence[Shown]
    to_record: bool

    @property
    def number(self) -> int:
        return self.version.number


def outputs_page(desk: Desk, chosen: Sequence[int] = ()) -> dict[str, Any]:
    """What `labs/prompt/_outputs.html` shows. chosen: numbers of at most two versions; otherwise the one that
    stands at length and the one it came from. Three queries, and the studio's list.
    """
    kept = {one.number: one for one in kept_versions(desk)}
    there = outputs_at(desk.run)
    recorded = {one.id: one.states for one in recorded_in(desk.task)}
    numbers = sorted({number for number in chosen if number in kept}) or _newest(desk, kept)
    sides = [_side(kept[number], there.get(kept[number].pk, ()), recorded) for number in numbers]
    has_model = registry.has_text_model()
    return {
        "sides": sides if has_model or recorded or there else [],
        "all_numbers": list(kept),
        "pair": (numbers[0], numbers[-1]) if numbers else (),
        "has_model": has_model,
        "at_once": range(1, AT_ONCE + 1),
    } | deciding_about()


def deciding_about() -> dict[str, Any]:
    """What `labs/prompt/_decide.html` shows."""
    return {"verdicts": Verdict.choices, "reasons": reasons(), "longest_note": LONGEST_NOTE}


def shown_output(desk: Desk, output: Output) -> Shown:
    states = {one.id: one.states for one in recorded_in(desk.task)}
    return _shown(output, output.version, states)


def _newest(desk: Desk, kept: Mapping[int, Submission]) -> list[int]:
    if not kept:
        return []
    handed_in = desk.last.work["version"] if desk.last and desk.last.final else max(kept)
    start = kept[handed_in].work["from"]
    return [start, handed_in] if start in kept else [handed_in]


def _side(version: Submission, outputs: Sequence[Output], recorded: Mapping[str, frozenset[str]]) -> Side:
    there = any(one.is_recorded for one in outputs)
    return Side(version, [_shown(one, version, recorded) for one in outputs], bool(recorded) and not there)


def _shown(output: Output, version: Submission, recorded: Mapping[str, frozenset[str]]) -> Shown:
    states = recorded.get(output.recorded_of) if output.is_recorded else None
    return Shown(output, version, "" if states is None else compared(states, covered_by(version.found)))
