"""The types of lab there are: one folder and one line each.

A folder holds `task.py` with `Task`, the form its author fills in, and `lab.py` with `LAB`, what is done with
it (`labs.contract.LabType`). The two are apart because the models are built of the first, and the second may
read the models.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from wagtail.blocks import StructBlock

from labs.contract import LabType

FOLDERS = (
    "annotation",
    "clip_catalogue",
    "edgy_or_harmful",
    "prompt",
    "real_or_synthetic",
    "readiness",
    "reference_set",
    "training_room",
)
"""Names as they are kept in labs and lessons: never changed."""


def tasks() -> list[tuple[str, StructBlock]]:
    """(name, the form of its author), of each type."""
    return [(name, import_module(f"labs.{name}.task").Task()) for name in FOLDERS]


@cache
def types() -> dict[str, LabType]:
    return {name: import_module(f"labs.{name}.lab").LAB for name in FOLDERS}


def can_be_reviewed(name: str) -> bool:
    """Whether work of a type is told so that a colleague can judge it: its folder has `peer.py`."""
    return find_spec(f"labs.{name}.peer") is not None
