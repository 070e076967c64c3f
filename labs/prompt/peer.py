"""A prompt as a colleague reads it: its brief, its words, and why. No grade."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from labs.contract import Desk
from labs.prompt.versions import kept_versions


def shown(desk: Desk, picture: Callable[[int], str]) -> dict[str, Any]:
    """text, why: of the version that was handed in."""
    sent = desk.submissions[-1].work
    kept = next((one for one in kept_versions(desk) if one.number == sent["version"]), None)
    return {"task": desk.task, "text": sent["text"], "why": kept.work["why"] if kept else ""}
