"""A language model of the operator's, as it lies on disk. Nothing here loads it, or imports what would."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from generation.digests import digest, file_digest
from generation.ports import EngineError

TOKENIZERS = ("tokenizer.json", "tokenizer.model", "vocab.json", "vocab.txt", "spiece.model", "tekken.json")
"""Files one of which every tokenizer that transformers can read has."""
READ = ("*.safetensors", "*.json", "*.jinja", "*.model", "*.txt")
"""What of a folder decides what the model says."""


class ModelFolder:
    """Raises EngineError where the folder lacks weights, a configuration or a tokenizer."""

    def __init__(self, named: str) -> None:
        at = Path(named)
        if not named or not any(at.glob("*.safetensors")):
            raise EngineError(
                "engine_missing",
                f"GREENROOM_WRITER is transformers, and GREENROOM_WRITER_MODEL ({named or 'not set'}) is no "
                "folder with a model as safetensors. Name one, or set GREENROOM_WRITER to extractive.",
            )
        if not (at / "config.json").is_file():
            raise EngineError(
                "model_broken", f"The model in {at} lacks its config.json. Put the whole model there."
            )
        if not any((at / name).is_file() for name in TOKENIZERS):
            raise EngineError(
                "model_broken",
                f"The model in {at} has no tokenizer ({TOKENIZERS[0]} or the like), so it can read nothing. "
                "Put the whole model there, not its weights alone.",
            )
        self.path, self.name = at, at.name

    @cached_property
    def digest(self) -> str:
        """Of all its files that decide what it says. Some seconds for a large model."""
        files = sorted({one for pattern in READ for one in self.path.glob(pattern) if one.is_file()})
        return digest([[one.name, file_digest(one)] for one in files])
