"""Names for work by what goes into it. Pure."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from courses.blocks.contract import Passage


def digest(*facts: Any) -> str:
    """SHA-256 of plain data, the same whatever the order of a mapping's keys."""
    told = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(told.encode()).hexdigest()


def own_digest(passage: Passage) -> str:
    """What a mend is kept under: the passage's own lines."""
    return digest("lines", [[line.voice, line.text] for line in passage.lines])


def passage_digest(passage: Mapping[str, Any], *, speech: str, slide: str) -> str:
    """What an approval of a passage is kept under: what is heard, shown and written, and what is in doubt.

    passage: of the script. speech, slide: digests. Neither its place nor its block is part of it: a passage
    that was moved stays approved.
    """
    lines = [[line["text"], line["spoken"]] for line in passage["lines"]]
    return digest("passage", speech, slide, lines, passage.get("flags", []), passage.get("clip"))


def unplaced(facts: Any) -> Any:
    """Plain data without where its files lie on this machine: their own digests stand beside that."""
    if isinstance(facts, Mapping):
        return {name: unplaced(value) for name, value in facts.items() if name != "path"}
    return facts


def file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
