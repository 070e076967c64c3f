"""What came of versions. It is the learner's own, as its run is."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import QuerySet

from labs.models import Output, Run


def outputs_in(run: Run) -> QuerySet[Output]:
    """All of a run, variants with them."""
    return Output.objects.filter(version__run=run).order_by("version__number", "number")


def outputs_at(run: Run) -> dict[int, list[Output]]:
    """Those at the desk, with what was decided about them, by id of the version. Two queries."""
    found: dict[int, list[Output]] = defaultdict(list)
    for output in outputs_in(run).filter(variant=False).prefetch_related("decisions"):
        found[output.version_id].append(output)
    return dict(found)
