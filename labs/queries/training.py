"""Models that learned from a learner's labels."""

from __future__ import annotations

from labs.models import Run, Training, TrainingState

Trainings = dict[tuple[int, str], Training]
"""(round, kind) -> the training."""


def trainings_of(run: Run) -> Trainings:
    """Of a run; none of one that is not kept. One query."""
    rows = run.trainings.all() if run.pk and not run._state.adding else ()
    return {(row.round, row.kind): row for row in rows}


def key_was_seen(run: Run) -> bool:
    """Whether its person saw the key of this lab in another run: it is shown once a model is trained."""
    others = Training.objects.filter(run__user=run.user_id, run__lab=run.lab_id, state=TrainingState.DONE)
    return others.exclude(run=run.pk).exists()
