"""An author's sentences told by a language model: `generation.grounding` checks what is not theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generation.engines.forms import STRING, form_of, sentence_ids
from generation.engines.model_folder import ModelFolder
from generation.engines.prompts import NARRATION, narration, narration_digest
from generation.ports import EngineError, Told

VERSION = "1"
WAYS = 3
"""Answers made side by side in one batch: the best grounded is taken."""
LANDING = 96
"""Tokens an answer has to come to its end once its budget is spent."""
ROOM = 1.5
"""Times the tokens of the author's words: a budget that only stops what would never end."""
SAMPLING = {"do_sample": True, "temperature": 0.5, "top_p": 0.9, "top_k": 40, "repetition_penalty": 1.0}


class SpokenWords:
    """The operator's model as a narrator. It is loaded when it first tells something."""

    name = "Narrator"

    def __init__(self, named: str) -> None:
        self._folder = ModelFolder(named)
        self.name, self.version = self._folder.name, f"narration {VERSION}, prompts {NARRATION}"
        self.device = "cpu"

    @property
    def model(self) -> str:
        return self._folder.digest

    def identity(self) -> Mapping[str, str | int | float]:
        return {
            "version": self.version,
            "model": self.model,
            "prompts": narration_digest(),
            "ways": WAYS,
            **SAMPLING,
        }

    def tell(self, sentences: Sequence[str], *, most_words: int, seed: int) -> list[list[Told]]:
        from generation.engines.local_model import Asked, loaded

        lm = loaded(self._folder.path, self._folder.digest)
        self.device = lm.device
        lines = 2 * len(sentences) + 1
        frame = lm.tokens('{"text":"","cites":"s10"},')
        budget = round(ROOM * lm.tokens(" ".join(sentences))) + frame * lines
        asked = Asked(
            *narration(sentences, most_words), answer_schema(len(sentences), lines), budget, LANDING
        )
        answers = lm.answers([asked] * WAYS, seed=seed, sampling=SAMPLING)
        return _spoken(answers, sentences)


def answer_schema(sentences: int, lines: int) -> dict[str, Any]:
    """JSON Schema of an answer: a line can cite nothing but a sentence of the passage."""
    line = form_of(text=STRING, cites={"enum": sentence_ids(sentences)})
    return form_of(lines={"type": "array", "items": line, "minItems": 1, "maxItems": lines})


def _plain(text: str) -> str:
    """On one line, without what JSON can write and no text holds: zeros, halves of signs."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _spoken(answers: Sequence[Mapping[str, Any] | None], sentences: Sequence[str]) -> list[list[Told]]:
    """The answers that say something. Raises EngineError."""
    numbers = {name: number for number, name in enumerate(sentence_ids(len(sentences)))}
    said = [
        [
            Told(_plain(line["text"]), numbers[line["cites"]])
            for line in answer["lines"]
            if any(sign.isalnum() for sign in line["text"])
        ]
        for answer in answers
        if answer is not None
    ]
    if found := [lines for lines in said if lines]:
        return found
    happened = "said nothing" if said else "did not come to an end"
    begins = " ".join(sentences[0].split()[:8])
    raise EngineError(
        "writer_failed",
        f"The language model {happened} over “{begins} …”. Try again, choose another model, or have your own "
        "words spoken.",
    )
