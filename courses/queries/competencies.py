"""The tree of competencies, and what an answer somewhere in a module says something about."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from courses.framework import in_order
from courses.models import Competency, ModuleCompetency


@dataclass(frozen=True)
class Branch:
    """depth: from 0. modules: how many feed it themselves; nothing rolls up from what stands below."""

    competency: Competency
    depth: int
    modules: int


def competency_tree() -> list[Branch]:
    """All of it, withdrawn ones too: parents before their children, siblings in their order. Two queries."""
    found = {one.pk: one for one in Competency.objects.all()}
    feeding = Counter(ModuleCompetency.objects.values_list("competency_id", flat=True))
    order = in_order({pk: one.parent_id for pk, one in found.items()})
    return [Branch(found[pk], depth, feeding[pk]) for pk, depth in order]
