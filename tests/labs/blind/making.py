"""Versions with outputs, and comparisons of them, as tests need them."""

from __future__ import annotations

import uuid
from typing import Any

from labs.models import Comparison, Output, OutputState, Run, Source, Submission
from labs.prompt.blind.desk import QUESTION, Shown
from labs.prompt.blind.pairing import Showing
from labs.prompt.blind.reckoning import Answer
from labs.queries import comparison_in
from labs.services import begin_comparison, judge
from tests.labs.prompt import desk

BY = "Written by hand"


def recorded(version: Submission, text: str) -> Output:
    """As its lab's author wrote it down."""
    number = version.outputs.count() + 1
    facts = {"model": "", "seed": None, "made_by": BY, "recorded_of": f"{number}-{uuid.uuid4().hex[:8]}"}
    return output(version, text, source=Source.RECORDED, **facts)


def output(version: Submission, text: str, **said: Any) -> Output:
    """As a model wrote it from the version."""
    told = {"source": Source.MODEL, "state": OutputState.MADE, "model": "Tiny", "seed": 7}
    number = version.outputs.count() + 1
    told |= {"client_key": uuid.uuid4()}
    return Output.objects.create(version=version, number=number, text=text, **told | said)


def with_outputs(run: Run) -> Run:
    """Two versions: two outputs of the one, one of the other."""
    first, second = desk.check(run, desk.VAGUE), desk.check(run, desk.SOME)
    for text in ("A kitchen.", "A room with a sink."):
        output(first, text)
    output(second, "A cook, small, at a steel sink.")
    return run


def compared(run: Run) -> Run:
    """Its second version is being compared with a third."""
    for version in (run.submissions.get(number=2), desk.check(run, desk.VAGUE)):
        for text in ("A kitchen.", "A room with a sink."):
            output(version, f"{text} Version {version.number}.")
    begun(run, first=2, second=3)
    return run


def begun(run: Run, **said: Any) -> Comparison:
    told = {"first": 1, "second": 2, "question": QUESTION, "client_key": uuid.uuid4()} | said
    return begin_comparison(run=run, **told)


def judged(comparison: Comparison, *answers: Answer) -> Shown:
    """By default version 2 wherever it stands."""
    for number, answer in enumerate(answers or for_the_second(comparison)):
        judge(comparison=comparison, number=number, answer=answer, client_key=uuid.uuid4())
    return Shown(comparison_in(comparison.run, comparison.number))


def for_the_second(comparison: Comparison) -> list[Answer]:
    return [Answer.LEFT if one.swapped else Answer.RIGHT for one in order(comparison)]


def order(comparison: Comparison) -> list[Showing]:
    return Shown(comparison).order
