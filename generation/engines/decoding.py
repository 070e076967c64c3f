"""What holds a language model to a form while it speaks."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from transformers import LogitsProcessor
from xgrammar.contrib.hf import LogitsProcessor as Masking


class Landing(LogitsProcessor):
    """Past a length, whatever ends something comes first: what the grammar leaves then is short.

    closing: tokens that end something. after: the length of each row of the batch, prompt included.
    """

    def __init__(self, closing: Sequence[int], after: Sequence[int]) -> None:
        self._closing, self._after = list(closing), list(after)

    def __call__(self, input_ids: torch.LongTensor, scores: torch.FloatTensor) -> torch.FloatTensor:
        for row, after in enumerate(self._after):
            if input_ids.shape[1] >= after:
                scores[row, self._closing] += 10_000.0
        return scores


class Grammar(Masking):
    """The mask is laid on by the CPU: the GPU's kernel for it would want a C compiler on the worker."""

    def __call__(self, input_ids: torch.LongTensor, scores: torch.FloatTensor) -> torch.FloatTensor:
        return super().__call__(input_ids, scores.cpu()).to(scores.device)
