"""What there is to choose from of a scene, and what was chosen."""

from __future__ import annotations

from django.db.models import QuerySet

from labs.models import Output, Run, Selection, Submission


def variants_of(version: Submission) -> QuerySet[Output]:
    """Those that a model wrote or writes, in order."""
    return version.outputs.filter(variant=True).order_by("number")


def selections_in(run: Run) -> QuerySet[Selection]:
    """The newest first: it is the one that counts."""
    return run.selections.select_related("version")
