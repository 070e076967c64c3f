"""Labels of colleagues, without their names."""

from __future__ import annotations

from typing import Any

from labs.models import Run, Submission

MOST = 500
"""People: more change a figure by less than its last digit, and a page waits for them."""


def labels_of_colleagues(run: Run, *, scheme: str, step: str) -> list[dict[str, Any]]:
    """What each colleague chose at a step of the same lab, under the same guideline and questions.

    Only of the first time somebody was there, before they saw a key; what authors try is left out.
    """
    others = Submission.objects.filter(
        run__lab=run.lab_id, run__module__isnull=False, run__number=1, work__step=step, work__scheme=scheme
    ).exclude(run__user=run.user_id)
    kept = others.order_by("created_at", "pk").values_list("run__user", "work")[:MOST]
    # In two lessons, somebody may be there for the first time twice.
    first: dict[int, dict[str, Any]] = {}
    for user, work in kept:
        first.setdefault(user, work["labels"])
    return list(first.values())
