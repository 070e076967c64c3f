"""Contact sheets as tests need them."""

from __future__ import annotations

import uuid
from typing import Any

from labs.models import Output, OutputState, Run, Selection, Source, Submission
from labs.prompt.variants.choosing import Choice
from labs.queries import reasons
from labs.services import keep_selection
from tests.labs.prompt import desk

TEXTS = ("A lamp swings.", "She turns away.", "Only her hand.", "Fog, and a glow.")


def recorded(*texts: str) -> list[dict[str, str]]:
    """The variants of an author's form."""
    return [{"text": text, "made_by": "Written by hand"} for text in texts]


def run_of(learner, author, course, **task: Any) -> Run:
    """A run at a lab with four variants, of which two may be kept."""
    return desk.run_of(learner, author, course, **{"variants": recorded(*TEXTS), "keep": 2} | task)


def keep(run: Run, *numbers: int) -> Selection:
    """The first, unless told otherwise."""
    why = reasons()[0]
    choice = Choice(dict.fromkeys(numbers or (1,), why), "Nobody is seen whole.", why)
    return keep_selection(run=run, version=None, choice=choice, client_key=uuid.uuid4())


def written(version: Submission, made: int, coming: int = 0, failed: int = 0) -> list[Output]:
    """Variants that a model wrote or writes from a version."""
    states = [OutputState.MADE] * made + [OutputState.WAITING] * coming + [OutputState.FAILED] * failed
    return [
        Output.objects.create(
            version=version,
            number=number,
            source=Source.MODEL,
            state=state,
            variant=True,
            text=f"Picture {number}." if state == OutputState.MADE else "",
            seed=number,
            model="Tiny",
            problem="It ran out of memory." if state == OutputState.FAILED else "",
            client_key=uuid.uuid4(),
        )
        for number, state in enumerate(states, version.outputs.count() + 1)
    ]
