"""The variants at a desk: those that its author recorded, or those that a model wrote from a version."""

from __future__ import annotations

from labs.contract import Desk
from labs.models import OutputState, Submission
from labs.prompt.variants.choosing import Variant
from labs.queries import variants_of


def sheet_of(desk: Desk, version: Submission | None = None) -> list[Variant]:
    """version: whose variants a model wrote; None for the author's, which need no version."""
    if version is None:
        return [
            Variant(number, one["text"], one["made_by"])
            for number, one in enumerate(desk.task["variants"], start=1)
        ]
    # Numbered among all, so that one that comes later moves none.
    return [
        Variant(number, one.text, f"{one.model}, seed {one.seed}")
        for number, one in enumerate(variants_of(version), start=1)
        if one.state == OutputState.MADE
    ]
