"""``{feeds=prompt-craft:0.5,media-judgement}``: what a question or lab says something about."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from courses.blocks.feeds import LEAST, MOST, named
from courses.importing.draft import item
from courses.importing.ids import Refuse

_FEED = re.compile(r"([-\w]+)(?::([0-9.e-]+))?", re.ASCII)


def feeds(attributes: Mapping[str, str], refuse: Refuse) -> dict[str, list[dict[str, Any]]]:
    """The field of a block, where its opening line states it. Raises ImportRefused."""
    said = attributes.get("feeds")
    if said is None:
        return {}
    weights: dict[str, float] = {}
    for word in said.split(","):
        found = _FEED.fullmatch(word)
        weight = _number(found[2] or "1") if found else math.nan
        if found is None or not LEAST <= weight <= MOST:
            raise refuse(
                -1,
                "“feeds” names competencies, each with a weight from 0.05 to 1 where that is not 1, as in "
                f"feeds=prompt-craft:0.5,media-judgement. “{word[:60]}” does not.",
            )
        if found[1] in weights:
            raise refuse(-1, f"“feeds” names “{found[1][:60]}” twice.")
        weights[found[1]] = weight
    entries = [item({"competency": one, "weight": weight}, named(one)) for one, weight in weights.items()]
    return {"feeds": entries}


def _number(said: str) -> float:
    try:
        return float(said)
    except ValueError:
        return math.nan
