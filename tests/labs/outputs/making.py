"""Prompt labs with recorded outputs, and a model that says what a test has it say."""

from __future__ import annotations

import uuid
from typing import Any

from labs.models import Output
from labs.prompt.outputs import writing
from labs.services import ask_for_outputs, show_recorded

BY = "Written by hand for this test"
VAGUE = {"text": "A kitchen, somewhere.", "states": ["subject"], "made_by": BY}
WHOLE = {
    "text": "A tired cook at a sink, wide, under one lamp.",
    "states": ["subject", "camera", "lighting", "environment"],
    "made_by": "Model X, 3 May 2026, seed 7",
}
RECORDED: list[dict[str, Any]] = [VAGUE, WHOLE, WHOLE | {"text": "The cook turns to the lamp, wide."}]


class Saying:
    """Says its words one after another; told reports each. error: raised instead of an end."""

    name, version, model = "Saying", "text 0", "d1g3st"

    def __init__(self, text: str = "A cook under a lamp.", error: Exception | None = None) -> None:
        self.text, self.error = text, error
        self.asked: list[tuple[str, str, int]] = []

    def write(self, system, user, *, seed, tokens, told) -> str:
        self.asked.append((system, user, seed))
        said = self.text.split()
        for at in range(1, len(said)):
            told(" ".join(said[:at]))
        if self.error:
            raise self.error
        return self.text


def record(version) -> list[Output]:
    return show_recorded(version=version, client_key=uuid.uuid4())


def ask(version, many: int = 1, **more: Any) -> list[Output]:
    return ask_for_outputs(version=version, many=many, client_key=uuid.uuid4(), **more)


def made(version, *texts: str) -> list[Output]:
    """Outputs of the model, made."""
    outputs = ask(version, len(texts))
    for output, text in zip(outputs, texts, strict=True):
        writing.write(output.pk, model=Saying(text))
    return list(version.outputs.filter(pk__in=[one.pk for one in outputs]))
