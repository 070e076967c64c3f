"""A roadmap as a colleague reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from labs.contract import Desk
from labs.readiness.lab import weighed
from labs.readiness.plan import FIELDS
from labs.readiness.weighing import ranked


def shown(desk: Desk, picture: Callable[[int], str]) -> dict[str, Any]:
    plan = desk.submissions[-1].work
    return {
        "situation": desk.task["situation"],
        "ranked": ranked(weighed(desk.submissions[0].work)),
        "pilot": plan["pilot"],
        "fields": [(field, plan[field.name]) for field in FIELDS],
    }
