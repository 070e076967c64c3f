"""A language model in this process: prompts in, JSON out. Nothing is downloaded.

A grammar makes every answer JSON of the form asked for. What it says is not trusted for that.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import torch
import xgrammar
from transformers import AutoModelForCausalLM, AutoTokenizer, LogitsProcessorList, StoppingCriteriaList
from transformers.utils import logging as their_logging

from generation.engines.decoding import Grammar, Landing
from generation.engines.minilm import cap_threads
from generation.engines.streaming import Hearing, UnlessHeard
from generation.ports import EngineError

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Asked:
    """A prompt. schema: of the answer. budget: tokens it may take. landing: those to come to an end after."""

    system: str
    user: str
    schema: Mapping[str, Any]
    budget: int
    landing: int


@cache
def loaded(folder: Path, digest: str) -> LocalModel:
    """The model of a folder, loaded once in a process. digest: of its files, so that new ones load anew."""
    return LocalModel(folder)


class LocalModel:
    """An instruct model of the transformers kind, with its tokenizer. Raises EngineError."""

    def __init__(self, folder: Path) -> None:
        cap_threads()
        their_logging.disable_progress_bar()
        self.name = folder.name
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self._one_at_a_time = threading.Lock()
        with _in_words(self.name):
            self._tokenizer, model = _read(folder, self.device)
            self._lm = model.to(self.device).eval()
        if self._tokenizer.pad_token is None:
            self._tokenizer.pad_token = self._tokenizer.eos_token
        known = xgrammar.TokenizerInfo.from_huggingface(
            self._tokenizer, vocab_size=self._lm.config.get_text_config().vocab_size
        )
        self._stops = list(known.stop_token_ids)
        self._compiler = xgrammar.GrammarCompiler(known, max_threads=2)

    @property
    def parameters(self) -> int:
        return self._lm.num_parameters()

    def tokens(self, text: str) -> int:
        return len(self._tokenizer(text, add_special_tokens=False)["input_ids"])

    def answers(
        self, asked: Sequence[Asked], *, seed: int, sampling: Mapping[str, Any]
    ) -> list[dict[str, Any] | None]:
        """An answer to each prompt, all in one batch; None where one is no whole JSON. Raises EngineError."""
        # Torch has one stream of random numbers for all threads: what is said must not depend on the others.
        with self._one_at_a_time, _in_words(self.name), torch.random.fork_rng():
            torch.manual_seed(seed)
            return [_whole(text) for text in self._said(asked, sampling)]

    def say(
        self,
        system: str,
        user: str,
        *,
        seed: int,
        sampling: Mapping[str, Any],
        tokens: int,
        told: Callable[[str], None],
    ) -> tuple[str, bool]:
        """An answer in free text, and whether it came to its end within so many tokens. told: gets what there
        is so far; what it raises ends the work. Raises EngineError.
        """
        hearing = Hearing(self._tokenizer, told)
        with self._one_at_a_time, _in_words(self.name), torch.random.fork_rng():
            torch.manual_seed(seed)
            said = self._streamed(self._written(system, self._plain(user)), sampling, tokens, hearing)
        hearing.check()
        return said

    def _streamed(
        self, written: str, sampling: Mapping[str, Any], tokens: int, hearing: Hearing
    ) -> tuple[str, bool]:
        read = self._tokenizer(
            written, return_tensors="pt", add_special_tokens=not self._tokenizer.chat_template
        ).to(self.device)
        read.pop("token_type_ids", None)
        length = read["input_ids"].shape[1]
        self._refuse_too_long(length, tokens, "Shorten the prompt")
        with torch.inference_mode():
            made = self._lm.generate(
                **read,
                **sampling,
                max_new_tokens=tokens,
                streamer=hearing,
                stopping_criteria=StoppingCriteriaList([UnlessHeard(hearing)]),
                pad_token_id=self._tokenizer.pad_token_id,
                eos_token_id=self._stops,
            )[0, length:]
        ended = bool(len(made)) and int(made[-1]) in self._stops
        return self._tokenizer.decode(made, skip_special_tokens=True), ended

    def _plain(self, text: str) -> str:
        """Words that a tokenizer would take for marks of its own are broken up: nobody writes a turn that
        is not theirs.
        """
        for mark in sorted(self._tokenizer.get_added_vocab(), key=len, reverse=True):
            if len(mark) > 1:
                text = text.replace(mark, f"{mark[0]} {mark[1:]}")
        return text

    def _said(self, asked: Sequence[Asked], sampling: Mapping[str, Any]) -> list[str]:
        read = self._tokenizer(
            [self._written(one.system, one.user) for one in asked],
            return_tensors="pt",
            padding=True,
            add_special_tokens=not self._tokenizer.chat_template,
        ).to(self.device)
        read.pop("token_type_ids", None)
        length = read["input_ids"].shape[1]
        most = max(one.budget + one.landing for one in asked)
        self._refuse_too_long(length, most, "Split the lesson")
        grammars = [
            self._compiler.compile_json_schema(dict(one.schema), any_whitespace=False) for one in asked
        ]
        landing = Landing(self._closing(), [length + one.budget for one in asked])
        with torch.inference_mode():
            made = self._lm.generate(
                **read,
                **sampling,
                max_new_tokens=most,
                logits_processor=LogitsProcessorList([landing, Grammar(grammars)]),
                pad_token_id=self._tokenizer.pad_token_id,
                eos_token_id=self._stops,
            )
        return self._tokenizer.batch_decode(made[:, length:], skip_special_tokens=True)

    def _written(self, system: str, user: str) -> str:
        if not self._tokenizer.chat_template:
            return f"{system}\n\n{user}\n"
        turns = [{"role": "system", "content": system}, {"role": "user", "content": user}]
        return self._tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=True)

    def _refuse_too_long(self, length: int, answer: int, remedy: str) -> None:
        most = getattr(self._lm.config.get_text_config(), "max_position_embeddings", None)
        if most and length + answer > most:
            raise EngineError(
                "lesson_too_long",
                f"This is too long for the model {self.name}: with its answer it takes {length + answer} "
                f"tokens, and the model reads {most}. {remedy}, or have whoever runs this site "
                "choose another model.",
            )

    def _closing(self) -> list[int]:
        """Tokens that end a string, an object or a list."""
        ends = [self._tokenizer(mark, add_special_tokens=False)["input_ids"][-1:] for mark in '"}]']
        return [one for end in ends for one in end]


def _read(folder: Path, device: str) -> tuple[Any, Any]:
    """Tokenizer and model. Weights that are not there are never made up."""
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True, padding_side="left")
    model, found = AutoModelForCausalLM.from_pretrained(
        folder,
        local_files_only=True,
        dtype="auto" if device == "cuda" else torch.float32,
        output_loading_info=True,
    )
    if missing := sorted(found["missing_keys"]):
        raise ValueError(f"its weights lack {len(missing)} parts, such as {missing[0]}")
    if len(tokenizer) > model.get_input_embeddings().num_embeddings:
        raise ValueError("its tokenizer has more words than the model: they belong to two models")
    return tokenizer, model


@contextmanager
def _in_words(name: str) -> Iterator[None]:
    """What goes wrong in a model, as EngineError."""
    try:
        yield
    except EngineError:
        raise
    except (torch.OutOfMemoryError, MemoryError) as error:
        raise too_little_memory(name) from error
    except Exception as error:
        # Weights of every kind and a dozen libraries under them: each has errors of its own.
        if "allocate memory" in str(error) or "out of memory" in str(error).lower():
            raise too_little_memory(name) from error
        logger.exception("The language model %s failed.", name)
        raise EngineError(
            "model_broken",
            f"The model {name} cannot be used: {str(error)[:200]}. Put the whole model there again, or "
            "choose another one.",
        ) from error


def too_little_memory(name: str) -> EngineError:
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    return EngineError(
        "too_little_memory",
        f"There is too little memory for the model {name}. Stop what else runs there, choose a smaller "
        "model, or a machine with more memory; then try again.",
    )


def _whole(text: str) -> dict[str, Any] | None:
    try:
        return dict(json.loads(text))
    except (json.JSONDecodeError, TypeError, ValueError):
        logger.warning("A language model's answer of %s characters is no whole JSON.", len(text))
        return None
