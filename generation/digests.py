"""Names for work by what goes into it. Pure."""

import hashlib
import json
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


def file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
