"""How long things take in this studio: from the stages it has carried out before, never from a table."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import median

from django.utils import timezone

from generation.models import DOING, Artifact, Production, StageRun

LATELY = datetime.timedelta(days=90)
MOST_RUNS = 400


def paces() -> dict[str, float]:
    """Stage -> seconds it took for a second of lesson, made whole; the middle of the latest."""
    runs = StageRun.objects.filter(
        started_at__gte=timezone.now() - LATELY, reused=0, made__gt=0, production__seconds__gt=0
    )
    found: dict[str, list[float]] = defaultdict(list)
    for stage, took, lesson in runs.order_by("-started_at").values_list(
        "stage", "seconds", "production__seconds"
    )[:MOST_RUNS]:
        found[stage].append(took / lesson)
    return {stage: median(ratios) for stage, ratios in found.items()}


def lengths(productions: Sequence[Production]) -> dict[str, float]:
    """Digest of a narration -> seconds of lesson, for those that have been spoken."""
    spoken = {one.outputs["narration"] for one in productions if "narration" in one.outputs}
    rows = Artifact.objects.filter(pk__in=spoken).values_list("pk", "meta__seconds")
    return {digest: seconds for digest, seconds in rows if seconds}


def seconds_left(
    production: Production, paces: Mapping[str, float], lengths: Mapping[str, float]
) -> float | None:
    """Seconds until everything is made, as this studio's own past has it; None where it has none."""
    lesson = lengths.get(production.outputs.get("narration", "")) or production.seconds
    if not paces or not lesson:
        return None
    stages = list(DOING)
    if production.stage not in stages:
        return lesson * sum(paces.values())
    ahead = stages[stages.index(production.stage) + 1 :]
    left = sum(paces.get(stage, 0.0) for stage in ahead)
    undone = 1 - production.done / production.total if production.total else 1.0
    return lesson * (left + paces.get(production.stage, 0.0) * undone)
