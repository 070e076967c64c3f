"""What a language model is asked, from the files in `generation/prompts/`."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from string import Template

from generation.digests import digest
from generation.engines.forms import sentence_ids
from generation.ports import Kind, Reading

PROPOSALS, NARRATION = 1, 2
"""Versions: folders of that name. A changed prompt is a new one."""
FOLDER = Path(__file__).parent.parent / "prompts"


@cache
def _text(version: int, name: str) -> str:
    return (FOLDER / f"v{version}" / f"{name}.txt").read_text(encoding="utf-8").strip()


def prompts(kind: Kind, reading: Reading) -> tuple[str, str]:
    """What stands before every lesson, and the lesson with what is wanted of it."""
    numbered = zip(sentence_ids(len(reading.sentences)), reading.sentences, strict=True)
    lesson = Template(_text(PROPOSALS, "lesson")).substitute(
        title=reading.title,
        objective=reading.objective or "(none yet)",
        known=", ".join(reading.known) or "(none)",
        sentences="\n".join(f"{name}: {one.text}" for name, one in numbered),
        task=_text(PROPOSALS, kind.value),
    )
    return _text(PROPOSALS, "system"), lesson


def narration(sentences: Sequence[str], most_words: int) -> tuple[str, str]:
    """What stands before every passage, and the passage. Nothing else of the lesson: a passage is told anew
    only where its own words have changed.
    """
    numbered = zip(sentence_ids(len(sentences)), sentences, strict=True)
    told = Template(_text(NARRATION, "passage")).substitute(
        sentences="\n".join(f"{name}: {one}" for name, one in numbered), most=most_words
    )
    return _text(NARRATION, "system"), told


def narration_digest() -> str:
    return digest(_text(NARRATION, "system"), _text(NARRATION, "passage"))
