"""What a language model is asked, from the files in `generation/prompts/`."""

from functools import cache
from pathlib import Path
from string import Template

from generation.engines.forms import sentence_ids
from generation.ports import Kind, Reading

PROMPTS = 1
"""Version: the folder of that name. A changed prompt is a new one."""
FOLDER = Path(__file__).parent.parent / "prompts" / f"v{PROMPTS}"


@cache
def _text(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8").strip()


def prompts(kind: Kind, reading: Reading) -> tuple[str, str]:
    """What stands before every lesson, and the lesson with what is wanted of it."""
    numbered = zip(sentence_ids(reading), reading.sentences, strict=True)
    lesson = Template(_text("lesson")).substitute(
        title=reading.title,
        objective=reading.objective or "(none yet)",
        known=", ".join(reading.known) or "(none)",
        sentences="\n".join(f"{name}: {one.text}" for name, one in numbered),
        task=_text(kind.value),
    )
    return _text("system"), lesson
