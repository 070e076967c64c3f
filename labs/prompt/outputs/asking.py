"""What a language model is asked for an output of a version. The learner's words are all it gets: what they
leave open it makes up, and that is what there is to see.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Template

from generation.digests import digest

VERSION = 1
"""The folder of that name. Changed words are a new one."""
TOKENS = 320
"""An output of 120 words takes about half as many again; what is longer than this is cut at a sentence."""
FOLDER = Path(__file__).parent / "prompts"


@cache
def _text(name: str) -> str:
    return (FOLDER / f"v{VERSION}" / f"{name}.txt").read_text(encoding="utf-8").strip()


def asked(prompt: str) -> tuple[str, str]:
    """What stands before every prompt, and the prompt with what is wanted of it."""
    return _text("system"), Template(_text("picture")).substitute(prompt=prompt)


@cache
def wording() -> str:
    """Name and digest of what a model is asked: kept with each output."""
    return f"outputs {VERSION}, {digest(_text('system'), _text('picture'), TOKENS)[:12]}"
