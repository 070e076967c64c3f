"""Proposals from a language model of the operator's, in a folder on this machine. Nothing is downloaded.

The grammar makes its answers JSON of the right form, and a citation one of this lesson's sentences. What it
says is not trusted for that: `generation.honesty` reads every line again.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
import xgrammar
from transformers import AutoModelForCausalLM, AutoTokenizer, LogitsProcessor, LogitsProcessorList
from xgrammar.contrib.hf import LogitsProcessor as Masking

from generation.digests import digest, file_digest
from generation.engines.forms import FORMS, Form, schema
from generation.engines.minilm import cap_threads
from generation.engines.prompts import PROMPTS, prompts
from generation.ports import EngineError, Reading, Suggestion

logger = logging.getLogger(__name__)
BATCH = 2
"""Prompts at a time: each holds the whole lesson."""
BUDGET, LANDING = 1200, 300
"""Tokens an answer may take, and those it then has to come to its end."""
SAMPLING = {"do_sample": True, "temperature": 0.6, "top_p": 0.9, "top_k": 40, "repetition_penalty": 1.0}


class LanguageModel:
    """An instruct model of the transformers kind, with its tokenizer. model: digest of its weights."""

    def __init__(self, named: str, *, budget: int = BUDGET) -> None:
        at = Path(named)
        weights = sorted(at.glob("*.safetensors")) if named else []
        if not weights:
            raise EngineError(
                "engine_missing",
                f"GREENROOM_WRITER is transformers, and GREENROOM_WRITER_MODEL ({named or 'not set'}) is no "
                "folder with a model as safetensors. Name one, or set GREENROOM_WRITER to extractive.",
            )
        cap_threads()
        self.name, self.version = at.name, f"prompts {PROMPTS}"
        self.model = digest([file_digest(one) for one in weights])
        self._budget = budget
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        try:
            self._tokenizer = AutoTokenizer.from_pretrained(at, local_files_only=True, padding_side="left")
            model = AutoModelForCausalLM.from_pretrained(
                at, local_files_only=True, dtype="auto" if self._device == "cuda" else torch.float32
            )
        except (OSError, ValueError, KeyError) as error:
            raise EngineError(
                "engine_missing", f"The model in {at} cannot be loaded: {str(error)[:200]}"
            ) from error
        if self._tokenizer.pad_token is None:
            self._tokenizer.pad_token = self._tokenizer.eos_token
        self._lm = model.to(self._device).eval()
        known = xgrammar.TokenizerInfo.from_huggingface(
            self._tokenizer, vocab_size=self._lm.config.vocab_size
        )
        self._stops = list(known.stop_token_ids)
        self._compiler = xgrammar.GrammarCompiler(known, max_threads=2)

    def propose(self, reading: Reading, *, seed: int) -> list[Suggestion]:
        found: list[Suggestion] = []
        with torch.random.fork_rng():
            torch.manual_seed(seed)
            for at in range(0, len(FORMS), BATCH):
                forms = FORMS[at : at + BATCH]
                for form, answer in zip(forms, self._answers(reading, forms), strict=True):
                    found += form.suggestions(answer, reading, seed)
        return found

    def _answers(self, reading: Reading, forms: Sequence[Form]) -> list[list[dict[str, Any]]]:
        """The items of each form's answer. Raises EngineError."""
        read = self._tokenizer(
            [self._written(*prompts(form.kind, reading)) for form in forms],
            return_tensors="pt",
            padding=True,
            add_special_tokens=not self._tokenizer.chat_template,
        ).to(self._device)
        read.pop("token_type_ids", None)
        length = read["input_ids"].shape[1]
        self._refuse_too_long(length)
        grammars = [
            self._compiler.compile_json_schema(schema(form, reading), any_whitespace=False) for form in forms
        ]
        with torch.inference_mode():
            made = self._lm.generate(
                **read,
                **SAMPLING,
                max_new_tokens=self._budget + LANDING,
                logits_processor=LogitsProcessorList(
                    [_Landing(self._closing(), length + self._budget), _Grammar(grammars)]
                ),
                pad_token_id=self._tokenizer.pad_token_id,
                eos_token_id=self._stops,
            )
        texts = self._tokenizer.batch_decode(made[:, length:], skip_special_tokens=True)
        return [_items(text) for text in texts]

    def _written(self, system: str, user: str) -> str:
        if not self._tokenizer.chat_template:
            return f"{system}\n\n{user}\n"
        turns = [{"role": "system", "content": system}, {"role": "user", "content": user}]
        return self._tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=True)

    def _refuse_too_long(self, length: int) -> None:
        most = getattr(self._lm.config, "max_position_embeddings", None)
        if most and length + self._budget + LANDING > most:
            raise EngineError(
                "lesson_too_long",
                f"This lesson is too long for the model {self.name}: with its answer it takes "
                f"{length + self._budget + LANDING} tokens, and the model reads {most}. Split the lesson, or "
                "have whoever runs this site choose another model.",
            )

    def _closing(self) -> list[int]:
        """Tokens that end a string, an object or a list."""
        ends = [self._tokenizer(mark, add_special_tokens=False)["input_ids"][-1:] for mark in '"}]']
        return [one for end in ends for one in end]


class _Landing(LogitsProcessor):
    """Past a length, whatever ends something comes first: what the grammar leaves then is short."""

    def __init__(self, closing: Sequence[int], after: int) -> None:
        self._closing, self._after = list(closing), after

    def __call__(self, input_ids: torch.LongTensor, scores: torch.FloatTensor) -> torch.FloatTensor:
        if input_ids.shape[1] >= self._after:
            scores[:, self._closing] += 10_000.0
        return scores


class _Grammar(Masking):
    """The mask is laid on by the CPU: the GPU's kernel for it would want a C compiler on the worker."""

    def __call__(self, input_ids: torch.LongTensor, scores: torch.FloatTensor) -> torch.FloatTensor:
        return super().__call__(input_ids, scores.cpu()).to(scores.device)


def _items(text: str) -> list[dict[str, Any]]:
    try:
        return list(json.loads(text)["items"])
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        logger.warning("A language model's answer of %s characters is no whole JSON.", len(text))
        raise EngineError(
            "writer_failed", "The language model did not come to an end. Try again, or choose another model."
        ) from error
