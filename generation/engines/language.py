"""Proposals from a language model of the operator's: `generation.honesty` reads every line of them again."""

from __future__ import annotations

from generation.engines.forms import FORMS, schema
from generation.engines.local_model import Asked, loaded
from generation.engines.model_folder import ModelFolder
from generation.engines.prompts import PROPOSALS, prompts
from generation.ports import EngineError, Reading, Suggestion

BATCH = 2
"""Prompts at a time: each holds the whole lesson."""
BUDGET, LANDING = 1200, 300
"""Tokens an answer may take, and those it then has to come to its end."""
SAMPLING = {"do_sample": True, "temperature": 0.6, "top_p": 0.9, "top_k": 40, "repetition_penalty": 1.0}


class LanguageModel:
    """An instruct model of the transformers kind. model: digest of its files."""

    def __init__(self, named: str, *, budget: int = BUDGET) -> None:
        folder = ModelFolder(named)
        self.name, self.version = folder.name, f"prompts {PROPOSALS}"
        self.model = folder.digest
        self._budget = budget
        self._lm = loaded(folder.path, folder.digest)
        self.device = self._lm.device

    def propose(self, reading: Reading, *, seed: int) -> list[Suggestion]:
        found: list[Suggestion] = []
        for at in range(0, len(FORMS), BATCH):
            forms = FORMS[at : at + BATCH]
            asked = [
                Asked(*prompts(form.kind, reading), schema(form, reading), self._budget, LANDING)
                for form in forms
            ]
            answers = self._lm.answers(asked, seed=seed + at, sampling=SAMPLING)
            for form, answer in zip(forms, answers, strict=True):
                if answer is None:
                    raise EngineError("writer_failed", NO_END)
                found += form.suggestions(answer["items"], reading, seed)
        return found


NO_END = "The language model did not come to an end. Try again, or choose another model."
