"""The tree of competencies, and what an answer somewhere in a module says something about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from courses.blocks.feeds import fed_in, feeds_of
from courses.feeding import what_may_feed
from courses.framework import in_order
from courses.models import Competency, ModuleCompetency, ModulePage


@dataclass(frozen=True)
class Branch:
    """depth: from 0. modules: how many feed it, by a question alone perhaps; nothing rolls up from below."""

    competency: Competency
    depth: int
    modules: int


def competency_tree() -> list[Branch]:
    """Withdrawn ones too: parents before their children, siblings in their order. Three queries."""
    found = {one.pk: one for one in Competency.objects.all()}
    pairs = ModuleCompetency.objects.values_list("competency__slug", "module_id")
    feeding = Counter(slug for slug, _ in {*pairs, *_fed_by_questions()})
    order = in_order({pk: one.parent_id for pk, one in found.items()})
    return [Branch(found[pk], depth, feeding[found[pk].slug]) for pk, depth in order]


def _fed_by_questions() -> Iterator[tuple[str, int]]:
    """(slug, module id) of what single questions and labs feed."""
    stating = ModulePage.objects.annotate(text=Cast("body", TextField())).filter(text__contains='"feeds": [{')
    for module in stating:
        yield from ((slug, module.pk) for slug in fed_in(list(module.body.raw_data)))


def fed_at(module: ModulePage, block_id: str) -> dict[str, float]:
    """Competency slug -> weight: what an answer at a question or lab of this version of a module feeds."""
    found = (child.value for child in what_may_feed(module.body) if str(child.id) == block_id)
    return _fed_by(module, next(found, None))


def _fed_by(module: ModulePage, value: Mapping[str, Any] | None) -> dict[str, float]:
    """What a block names itself holds; what is gone or withdrawn is passed over, and where nothing is left,
    or it names nothing, what the module says. Two queries at most.
    """
    stated = feeds_of(value) if value is not None else {}
    if stated:
        open_ = set(Competency.objects.offered().filter(slug__in=stated).values_list("slug", flat=True))
        if known := {slug: weight for slug, weight in stated.items() if slug in open_}:
            return known
    return {one.competency.slug: one.weight for one in module.competencies.select_related("competency")}
