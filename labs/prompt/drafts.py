"""What stands in the form of a prompt: as it was sent, or as the next version begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from labs.prompt.grading.elements import NINE
from labs.prompt.writing import compose, split, tidy

FREE, FIELDS = "free", "fields"


@dataclass(frozen=True)
class Draft:
    """way: how it is written, FREE or FIELDS. start: number of the version it began with, 0 for none."""

    text: str = ""
    way: str = FREE
    why: str = ""
    start: int = 0

    @property
    def fields(self) -> list[dict[str, Any]]:
        values, _ = split(self.text)
        return [{"element": element, "value": values.get(element.key, "")} for element in NINE]

    @property
    def more(self) -> str:
        return split(self.text)[1]


def draft_in(posted: Mapping[str, str], numbers: Sequence[int]) -> Draft:
    """Of a form. numbers: of the versions there are."""
    if posted.get("way") == FIELDS:
        values = {element.key: posted.get(f"field-{element.key}", "") for element in NINE}
        text = compose(values, posted.get("more", ""))
    else:
        text = tidy(posted.get("text", ""))
    return Draft(text, way_in(posted, "way"), tidy(posted.get("why", "")), _start(posted, numbers))


def way_in(posted: Mapping[str, str], name: str) -> str:
    return FIELDS if posted.get(name) == FIELDS else FREE


def _start(posted: Mapping[str, str], numbers: Sequence[int]) -> int:
    found = posted.get("from", "")
    named = [number for number in numbers if str(number) == found]
    return named[0] if named else max(numbers, default=0)
