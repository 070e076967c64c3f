"""What learners made of their versions."""

from __future__ import annotations

from collections import defaultdict

from labs.models import Decision, Run


def decisions_in(run: Run) -> dict[int, list[Decision]]:
    """By id of the version, the newest first."""
    found: dict[int, list[Decision]] = defaultdict(list)
    for decision in Decision.objects.filter(submission__run=run):
        found[decision.submission_id].append(decision)
    return dict(found)
