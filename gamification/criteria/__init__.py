"""Criteria of badges as data: a list of conditions, all of which must be met. One kind a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError

from gamification.criteria.contract import Facts, Kind, Met, Names
from gamification.criteria.course import CourseKind
from gamification.criteria.lab import LabKind
from gamification.criteria.level import LevelKind
from gamification.criteria.module import ModuleKind
from gamification.criteria.path import PathKind
from gamification.criteria.streak import StreakKind

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        ModuleKind(),
        CourseKind(),
        LevelKind(),
        LabKind(),
        PathKind(),
        StreakKind(),
    )
}

Criteria = Iterable[Mapping[str, Any]]
"""Conditions as they are kept: [{"type": name of the kind, "value": what its form says}]."""


class CriteriaBlock(blocks.StreamBlock):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__([(name, kind.block()) for name, kind in KINDS.items()], **kwargs)

    class Meta:
        min_num = 1
        max_num = 6

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if len(cleaned) > 1 and per_module(cleaned.get_prep_value()):
            told = "A condition about any module stands alone: the badge is then earned once for each module."
            raise StreamBlockValidationError(non_block_errors=ErrorList([ValidationError(told)]))
        return cleaned


def per_module(criteria: Criteria) -> bool:
    """Whether a badge of these criteria is earned once for each module."""
    return any(KINDS[one["type"]].per_module(one["value"]) for one in criteria)


def triggers(criteria: Criteria, names: Names) -> set[str]:
    return {fact for one in criteria for fact in KINDS[one["type"]].triggers(one["value"], names)}


def words(criteria: Criteria, names: Names) -> str:
    return " ".join(KINDS[one["type"]].words(one["value"], names) for one in criteria)


def met(criteria: Criteria, facts: Facts, module: int | None = None) -> Met | None:
    """What all of the conditions rest on, together; None where one of them is not met."""
    found = []
    for one in criteria:
        this = KINDS[one["type"]].met(one["value"], facts, module)
        if this is None:
            return None
        found.append(this)
    return Met(
        reason=" ".join(one.reason for one in found),
        evidence=tuple(sorted({pk for one in found for pk in one.evidence})),
        attempts=tuple(sorted({pk for one in found for pk in one.attempts})),
        competencies=tuple(sorted({slug for one in found for slug in one.competencies})),
        level=next((one.level for one in found if one.level), ""),
    )
