"""Free answers of a language model of the operator's, in a worker. Nothing of what it says is trusted."""

from __future__ import annotations

from collections.abc import Callable

from generation.engines.local_model import loaded
from generation.engines.model_folder import ModelFolder
from generation.ports import EngineError

VERSION = "text 1"
SAMPLING = {"do_sample": True, "temperature": 0.8, "top_p": 0.95, "top_k": 50, "repetition_penalty": 1.05}
ENDS = ".!?"


class LocalText:
    """An instruct model of the transformers kind. It is loaded when it is first asked."""

    def __init__(self, named: str) -> None:
        self._folder = ModelFolder(named)
        self.name, self.version = self._folder.name, VERSION

    @property
    def model(self) -> str:
        return self._folder.digest

    def write(self, system: str, user: str, *, seed: int, tokens: int, told: Callable[[str], None]) -> str:
        lm = loaded(self._folder.path, self._folder.digest)
        text, ended = lm.say(
            system,
            user,
            seed=seed,
            sampling=SAMPLING,
            tokens=tokens,
            told=lambda so_far: told(readable(so_far)),
        )
        if not (said := readable(text)):
            raise EngineError(
                "writer_failed", "The language model said nothing. Try again, or choose another model."
            )
        return said if ended else cut(said)


def readable(text: str) -> str:
    """Without what no page shows: zeros, signs of control, halves of signs."""
    kept = "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text)
    return kept.replace("\ufffd", "").strip()


def cut(text: str) -> str:
    """To its last whole sentence, where that leaves at least half; else where it broke off, marked."""
    end = max(text.rfind(sign) for sign in ENDS) + 1
    return text[:end] if end * 2 >= len(text) else f"{text} …"
