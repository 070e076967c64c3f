"""Hearing a language model while it speaks."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import torch
from transformers import PreTrainedTokenizerBase, StoppingCriteria
from transformers.generation.streamers import BaseStreamer

EVERY = 0.5
"""Seconds between two reports."""


class Hearing(BaseStreamer):
    """Reports the text so far. What a report raises is kept until the model has stopped."""

    def __init__(self, tokenizer: PreTrainedTokenizerBase, told: Callable[[str], None]) -> None:
        self._tokenizer, self._told = tokenizer, told
        self._ids: list[int] = []
        self._prompt_is_over = False
        self._reported = time.monotonic()
        self.error: BaseException | None = None

    def put(self, value: torch.Tensor) -> None:
        if not self._prompt_is_over:
            self._prompt_is_over = True
            return
        self._ids += value.reshape(-1).tolist()
        if self.error is None and time.monotonic() - self._reported >= EVERY:
            self._report()

    def end(self) -> None:
        """The whole text is the answer of the call itself."""

    def check(self) -> None:
        """Raise what a report raised."""
        if self.error is not None:
            raise self.error

    def _report(self) -> None:
        # A sign of several tokens is not whole until the last of them.
        text = self._tokenizer.decode(self._ids, skip_special_tokens=True).rstrip("\ufffd")
        try:
            self._told(text)
        except Exception as error:
            self.error = error
        self._reported = time.monotonic()


class UnlessHeard(StoppingCriteria):
    """Stops a model whose report could not be taken."""

    def __init__(self, hearing: Hearing) -> None:
        self._hearing = hearing

    def __call__(self, input_ids: torch.LongTensor, scores: torch.FloatTensor, **more: Any) -> Any:
        stop = self._hearing.error is not None
        return torch.full((input_ids.shape[0],), stop, dtype=torch.bool, device=input_ids.device)
