"""Calls on cases as a colleague reads them, without the studio's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from labs.contract import Desk
from labs.edgy_or_harmful.calibration import WORDS
from labs.edgy_or_harmful.task import Call


def shown(desk: Desk, picture: Callable[[int], str]) -> dict[str, Any]:
    decided = zip(desk.task["cases"], desk.submissions[-1].work["decisions"], strict=True)
    return {
        "guideline": desk.task["guideline"],
        "cases": [
            (case["scene"], Call(said["call"]).label, WORDS[said["sure"]], said["why"])
            for case, said in decided
        ],
    }
