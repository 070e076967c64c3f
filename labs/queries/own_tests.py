"""The tests that learners have written."""

from __future__ import annotations

from django.db.models import QuerySet

from labs.models import OwnTest, Run


def own_tests(run: Run) -> QuerySet[OwnTest]:
    """Those that stand, in the order they were written."""
    return run.own_tests.filter(removed_at__isnull=True)
