"""What learners made of their versions, and of what came of those."""

from __future__ import annotations

from collections import defaultdict

from labs.models import Decision, Run


def decisions_in(run: Run) -> dict[int, list[Decision]]:
    """About versions, by their id, the newest first."""
    found: dict[int, list[Decision]] = defaultdict(list)
    for decision in Decision.objects.filter(submission__run=run, output=None):
        found[decision.submission_id].append(decision)
    return dict(found)
